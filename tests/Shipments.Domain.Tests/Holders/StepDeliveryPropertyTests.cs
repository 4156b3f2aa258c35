using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Holders;

/// <summary>
/// Goal: whatever the feed repeats, no scan is lost and none is doubled. Method: one number and several parcels in a world of seeded chance;
/// parcels attach, scans are routed through the number or sent straight to a parcel that believes it holds it, and steps are delivered in order
/// with random delays and repetitions of any stretch already delivered; callers reach the parcels late, with what the number said before. When all is delivered, every scan that was taken is in exactly the
/// parcels whose window contains it, or held when there is none.
/// </summary>
public sealed class StepDeliveryPropertyTests
{
    private const int Cases = 600;
    private const string NumberKey = "number/acme/LP1";

    [Fact]
    public void No_scan_is_lost_or_doubled()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            World world = new(seed);
            for (int i = 0; i < 60; i++)
                world.Act();
            world.DeliverAll();
            world.Check();
        }
    }

    private sealed class World(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, ParcelState> _parcels = [];
        private readonly Dictionary<ulong, ScanFact> _taken = [];
        private readonly Dictionary<string, List<IMessage>> _journal = new() { [NumberKey] = [] };
        private readonly Dictionary<string, int> _cursor = new() { [NumberKey] = 0 };
        private readonly List<(ScanFact Scan, string Parcel, long Version)> _underWay = [];
        private NumberState _number = NumberState.Empty;
        private int _clock;

        private DateTimeOffset Now => A.At(++_clock);

        public void Act()
        {
            switch (_random.Next(10))
            {
                case 0: Register(); break;
                case 1 or 2: RouteThroughNumber(); break;
                case 3 or 4: SendToParcel(); break;
                case 5 or 6: Deliver(Pick(_journal.Keys)); break;
                case 7: Rewind(); break;
                case 8 or 9: Arrive(); break;
                default: throw new InvalidOperationException("There are ten acts.");
            }
        }

        public void DeliverAll()
        {
            while (_underWay.Count > 0)
                Arrive();
            while (_journal.Keys.FirstOrDefault(key => _cursor[key] < _journal[key].Count) is { } key)
                Deliver(key);
        }

        public void Check()
        {
            NumberStateRecord number = _number.ReadRecord();
            foreach (ScanFact scan in _taken.Values)
            {
                string[] owners = [.. number.Holders.Where(h => scan.Time.UtcMs >= h.FromMs && (h.ToMs == 0 || scan.Time.UtcMs < h.ToMs)).Select(h => h.Parcel)];
                string[] having = [.. _parcels.Where(parcel => parcel.Value.ReadScans().Any(known => known.Id == scan.Id)).Select(parcel => parcel.Key)];
                having.Should().BeEquivalentTo(owners, $"each holder of its time has the scan at {scan.Time.UtcMs}, seed {seed}");
                number.Held.Count(held => held.Scan.Id == scan.Id).Should().Be(owners.Length == 0 ? 1 : 0, $"it is held when it is nobody's, seed {seed}");
            }

            foreach ((string id, ParcelState parcel) in _parcels)
            {
                parcel.ReadScans().Select(scan => scan.Id).Should().OnlyHaveUniqueItems($"seed {seed}").And.BeSubsetOf(_taken.Keys);
                ParcelNumber known = parcel.ReadRecord().Numbers.Single();
                NumberHolder holder = number.Holders.Single(holder => holder.Parcel == id);
                (known.FromMs, known.ToMs, known.Shared).Should().Be((holder.FromMs, holder.ToMs, holder.Shared), $"parcel {id} knows what it holds, seed {seed}");
            }
        }

        private void Register()
        {
            if (_parcels.Count >= 6)
                return;
            string id = $"P{_parcels.Count}";
            ParcelNumber number = ParcelRig.Number("LP1", _random.Next(10) * 100, _random.Next(3) == 0 ? 1_000 + (_random.Next(10) * 100) : 0);
            string[] stated = _random.Next(2) == 0 ? ["LP1"] : [];
            _parcels.Add(id, ParcelState.Empty);
            _journal.Add("parcel/acme/" + id, []);
            _cursor.Add("parcel/acme/" + id, 0);
            Parcel(id, turn => turn.Register(ParcelRig.Registration(number), stated, "r", 1));
        }

        private void RouteThroughNumber() => Route(NextScan());

        /// <summary>A caller asks the number, and gets to the parcels later: meanwhile the holders may change.</summary>
        private void Route(ScanFact scan)
        {
            RouteVerdict verdict = default;
            long version = 0;
            Number(turn =>
            {
                verdict = turn.Route([scan])[0];
                version = turn.HoldersVersion;
            });
            if (verdict.Kind != RouteKind.Refused)
                _taken[scan.Id] = scan;
            foreach (string parcel in verdict.Parcels)
                _underWay.Add((scan, parcel, version));
        }

        private void Arrive()
        {
            if (_underWay.Count == 0)
                return;
            (ScanFact scan, string parcel, long version) = Pick(_underWay);
            _underWay.Remove((scan, parcel, version));
            ScanVerdict verdict = default;
            Parcel(parcel, turn => verdict = turn.Record([scan], new Dictionary<string, long> { ["LP1"] = version })[0]);
            if (verdict.Rejection == Rejection.NotMine)
                Route(scan);
        }

        private void SendToParcel()
        {
            if (_parcels.Count == 0)
                return;
            ScanFact scan = NextScan();
            Parcel(Pick(_parcels.Keys), turn =>
            {
                if (turn.Record([scan], ParcelRig.NotRouted)[0].Result != ScanResultKind.Refused)
                    _taken[scan.Id] = scan;
            });
        }

        /// <summary>The feed's consumer starts again from an older cursor, and delivers what it delivered before.</summary>
        private void Rewind()
        {
            string key = Pick(_journal.Keys);
            _cursor[key] = Math.Max(0, _cursor[key] - _random.Next(4));
        }

        private void Deliver(string source)
        {
            if (_cursor[source] >= _journal[source].Count)
                return;
            int at = _cursor[source]++;
            RepeatedField<OutgoingStep> steps = _journal[source][at] switch
            {
                ParcelEntry entry => entry.Steps,
                NumberEntry entry => entry.Steps,
                _ => throw new InvalidOperationException("The journal holds entries."),
            };
            for (int ordinal = 0; ordinal < steps.Count; ordinal++)
                Carry(source, at + 1, ordinal, steps[ordinal]);
        }

        private void Carry(string source, long version, int ordinal, OutgoingStep step)
        {
            Rejection rejection = Rejection.None;
            if (step.Target == NumberKey)
                Number(turn => rejection = step.AttachNumber is { } attach
                    ? turn.HeedAttach(source, version, ordinal, attach)
                    : turn.HeedReturned(source, version, ordinal, step.ReturnScans));
            else
                Parcel(step.Target["parcel/acme/".Length..], turn => rejection = step.HoldersChanged is { } holders
                    ? turn.HeedHolders(source, version, ordinal, holders)
                    : turn.HeedScans(source, version, ordinal, step.TakeScans, out _));
            rejection.Should().Be(Rejection.None, $"seed {seed}");
            if (source == NumberKey)
                Number(turn => turn.StepAnswered(version, ordinal, step, ""));
        }

        private void Parcel(string id, Action<ParcelTurn> work)
        {
            string key = "parcel/acme/" + id;
            ParcelTurn turn = new(_parcels[id], key, TestVocabulary.Instance, Now);
            work(turn);
            ParcelTurnResult result = turn.Finish();
            if (result.Entry is null)
                return;
            ParcelReplay.Apply(_parcels[id], result.Entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), $"seed {seed}");
            _journal[key].Add(ParcelEntry.Parser.ParseFrom(result.Entry.ToByteArray()));
            _parcels[id] = result.Next;
        }

        private void Number(Action<NumberTurn> work)
        {
            NumberTurn turn = new(_number, NumberKey, Now, 1_000);
            work(turn);
            NumberTurnResult result = turn.Finish();
            if (result.Entry is null)
                return;
            NumberReplay.Apply(_number, result.Entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), $"seed {seed}");
            _journal[NumberKey].Add(NumberEntry.Parser.ParseFrom(result.Entry.ToByteArray()));
            _number = result.Next;
        }

        private ScanFact NextScan() =>
            _taken.Count > 0 && _random.Next(4) == 0 ? Pick(_taken.Values) : NumberRig.Scan("LineHaul", _random.Next(200) * 10, fact => fact.ReceivedMs = A.Ms(2_000));

        private T Pick<T>(IReadOnlyCollection<T> from) => from.ElementAt(_random.Next(from.Count));
    }
}
