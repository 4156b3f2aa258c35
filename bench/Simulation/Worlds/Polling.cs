using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Payloads;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>
/// Asks carriers about parcels, each at its own minute of the carrier's interval, and only when the answer is another one than before; now and then
/// once more. What a carrier sends by itself goes into files of many parcels.
/// </summary>
internal sealed class Polling(Agenda agenda, PayloadScene scene, IWorldWatcher watcher, long seed)
{
    private const double AgainShare = 0.03;

    private readonly PayloadDesk _desk = new(scene);
    private readonly EmsevtBatch _batch = new(new EmsevtLine(scene));

    /// <summary>Whether something is still to be said of a parcel.</summary>
    public static bool HasMore(SimParcel parcel) =>
        parcel.IsInFile || parcel.First.NextPollAt != SimScan.Never || parcel.Last.NextPollAt != SimScan.Never;

    /// <summary>Whether the file that waits must go before the next line.</summary>
    public bool IsFull => _batch.IsFull;

    /// <summary>Plans the next questions about a parcel.</summary>
    public void Plan(SimParcel parcel, int at)
    {
        Plan(parcel, parcel.Lane.First, parcel.First, Stage.PollFirst, at);
        if (!ReferenceEquals(parcel.First, parcel.Last))
            Plan(parcel, parcel.Lane.Last, parcel.Last, Stage.PollLast, at);
    }

    /// <summary>Asks.</summary>
    public void Poll(SimParcel parcel, Stage stage, int at)
    {
        bool isFirst = stage == Stage.PollFirst;
        CarrierView view = isFirst ? parcel.First : parcel.Last;
        CarrierTraits carrier = isFirst ? parcel.Lane.First : parcel.Lane.Last;
        if (view.NextPollAt != at)
            return;
        view.NextPollAt = SimScan.Never;
        if (carrier.PollSeconds == 0)
            Send(parcel, carrier, view, at);
        else
            Ask(parcel, carrier, view, stage, at);
        Plan(parcel, carrier, view, stage, at);
    }

    /// <summary>Hands over the file that waits; answers the parcels it tells of.</summary>
    public IReadOnlyList<SimParcel> Flush(int at)
    {
        if (_batch.Take(at) is not { } received)
            return [];
        foreach (SimParcel parcel in received.Parcels)
            parcel.IsInFile = false;
        watcher.Received(received);
        return received.Parcels;
    }

    private void Send(SimParcel parcel, CarrierTraits carrier, CarrierView view, int at)
    {
        _batch.Add(parcel, carrier, view, at);
        view.SeenUpTo = at;
        parcel.IsInFile = true;
    }

    private void Ask(SimParcel parcel, CarrierTraits carrier, CarrierView view, Stage stage, int at)
    {
        ReadOnlyMemory<byte> answer = _desk.Answer(parcel, carrier, view, at);
        if (answer.Length == 0)
            return;
        view.Answers++;
        int draws = (int)Draw.Poll + (((view.Answers * 32) + carrier.Index) << 16);
        bool isTorn = Dice.Unit(seed, parcel.Id, draws) < carrier.TornShare;
        if (isTorn)
            answer = answer[..(answer.Length * 3 / 5)];
        else
            view.SeenUpTo = at;
        watcher.Received(new Received(at, carrier.Name, carrier.Format, answer, [parcel], isTorn));
        if (!isTorn && Dice.Unit(seed, parcel.Id, draws + 1) < AgainShare)
            PutAt(parcel, view, stage, at + carrier.PollSeconds);
    }

    private void Plan(SimParcel parcel, CarrierTraits carrier, CarrierView view, Stage stage, int at)
    {
        int news = view.NextNewsAt();
        if (news == SimScan.Never)
            return;
        int due = Math.Max(news, at);
        if (carrier.PollSeconds > 0)
        {
            int offset = (int)(Dice.Unit(seed, parcel.Id, (int)Draw.Poll) * carrier.PollSeconds);
            due = ((due - offset + carrier.PollSeconds) / carrier.PollSeconds * carrier.PollSeconds) + offset;
        }

        if (due < view.NextPollAt)
            PutAt(parcel, view, stage, due);
    }

    private void PutAt(SimParcel parcel, CarrierView view, Stage stage, int at)
    {
        view.NextPollAt = at;
        agenda.Put(at, parcel, stage);
    }
}
