using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers;

public sealed class UnmappedCodesTests
{
    [Fact]
    public void The_most_frequent_come_first_with_their_first_text()
    {
        UnmappedCodes codes = new();
        codes.Count("usps", "ZZ", "one");
        codes.Count("cainiao", "B", "first");
        codes.Count("cainiao", "B", "second");
        codes.Count("cainiao", "A", "x");
        codes.Top(null, 10).Should().Equal(
            new UnmappedCode("cainiao", "B", "first", 2), new UnmappedCode("cainiao", "A", "x", 1), new UnmappedCode("usps", "ZZ", "one", 1));
        codes.Top("usps", 10).Should().Equal(new UnmappedCode("usps", "ZZ", "one", 1));
        codes.Top(null, 1).Should().ContainSingle().Which.Code.Should().Be("B");
        codes.Top("nobody", 10).Should().BeEmpty();
    }

    [Fact]
    public void Past_ten_thousand_pairs_further_ones_are_counted_together()
    {
        UnmappedCodes codes = new();
        for (int code = 0; code < UnmappedCodes.PairsMax; code++)
            codes.Count("cainiao", $"C{code}", "");
        codes.Others.Should().Be(0);
        codes.Count("cainiao", "ONE_MORE", "");
        codes.Count("cainiao", "ONE_MORE", "");
        codes.Count("cainiao", "C0", "");
        codes.Others.Should().Be(2);
        codes.Top(null, int.MaxValue).Should().HaveCount(UnmappedCodes.PairsMax).And.StartWith(new UnmappedCode("cainiao", "C0", "", 2));
    }

    [Fact]
    public void Long_strings_are_cut()
    {
        UnmappedCodes codes = new();
        codes.Count(new string('c', 33), new string('X', 65), new string('t', 257));
        codes.Top(null, 1).Should().Equal(new UnmappedCode(new string('c', 32), new string('X', 64), new string('t', 256), 1));
    }

    [Fact]
    public void Counting_from_many_threads_loses_nothing()
    {
        UnmappedCodes codes = new();
        Parallel.For(0, 20_000, at => codes.Count("cainiao", $"C{at % 7}", ""));
        codes.Top(null, 10).Sum(each => each.Count).Should().Be(20_000);
        codes.Top(null, 10).Should().HaveCount(7);
    }
}
