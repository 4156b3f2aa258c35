using System.Text;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Tests.Fakes;

/// <summary>A format whose reading each test says itself.</summary>
internal sealed class FakeAdapter(Func<PayloadReading> read) : ICarrierAdapter
{
    public string Format => "fake";

    public string Carrier => "fake";

    public int PayloadBytesMax => 10;

    public static ReadOnlyMemory<byte> Bytes { get; } = Encoding.UTF8.GetBytes("payload");

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt) => read();
}
