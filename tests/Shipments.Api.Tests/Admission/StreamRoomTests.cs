using Shipments.Api.Admission;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Admission;

public sealed class StreamRoomTests
{
    private readonly StreamRoom _room = new(new WorkWeight(10, 100));

    [Theory]
    [InlineData(10, 100, true)]
    [InlineData(11, 100, false)]
    [InlineData(10, 101, false)]
    public void A_batch_takes_room_up_to_the_bound(int items, int bytes, bool fits) =>
        Enter(items, bytes).IsCompletedSuccessfully.Should().Be(fits);

    [Fact]
    public async Task Those_that_wait_enter_in_the_order_in_which_they_came()
    {
        await Enter(10);
        Task large = Enter(9), small = Enter(1), late = Enter(1);

        _room.Leave(new WorkWeight(5, 0));
        large.IsCompleted.Should().BeFalse();
        small.IsCompleted.Should().BeFalse("it came after one that waits");
        _room.Leave(new WorkWeight(5, 0));

        await Task.WhenAll(large, small).Within("the first two");
        late.IsCompleted.Should().BeFalse();
        _room.Items.Should().Be(10);
    }

    [Fact]
    public async Task One_that_gives_up_takes_no_room_and_lets_those_behind_it_go_on()
    {
        await Enter(9);
        using CancellationTokenSource cancel = new();
        Task large = Enter(5, cancellationToken: cancel.Token), small = Enter(1);

        await cancel.CancelAsync();

        await small.Within("the one behind");
        Func<Task> given = () => large;
        await given.Should().ThrowAsync<OperationCanceledException>();
        _room.Items.Should().Be(10);
    }

    private Task Enter(int items, int bytes = 0, CancellationToken cancellationToken = default) =>
        _room.EnterAsync(new WorkWeight(items, bytes), cancellationToken).AsTask();
}
