using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.V1;

namespace Shipments.Bench.Traffic;

/// <summary>
/// The parcels of a run. Nothing is kept of any: name, numbers, lane and every scan follow from the run, the seed and the parcel's index, so that
/// ten million of them weigh nothing here and a scan read back can be told from one never sent. Immutable and thread-safe.
/// </summary>
internal sealed class Population
{
    /// <summary>The most parcels of a run: nine digits of a tracking number.</summary>
    public const int ParcelsMax = 100_000_000;

    private const int PurposeOfLane = 1;
    private const int PurposeOfFate = 2;
    private const int PurposeOfBegin = 3;
    private const int PurposeOfOrder = 4;
    private const int PurposeOfMinute = 5;
    private const int PurposeOfName = 6;
    private const int RunDigits = 1_000_000_000;

    private static readonly TimeSpan GapMax = TimeSpan.FromHours(6);
    private static readonly TimeSpan Past = TimeSpan.FromDays(300);
    private static readonly TimeSpan BeginsWithin = TimeSpan.FromDays(2);

    private readonly int _seed;
    private readonly TrafficShape _shape;
    private readonly TimeSpan _gap;
    private readonly string _prefix;
    private readonly int _runNumber;

    /// <summary>Makes it.</summary>
    /// <param name="run">Tells runs apart: 1 to 24 characters of [a-z0-9]. Another run with the same one meets the same parcels.</param>
    /// <param name="seed">Decides all that is random.</param>
    /// <param name="began">When the run began, to the second; its parcels' scans lie before.</param>
    /// <param name="shape">The shape of the traffic.</param>
    public Population(string run, int seed, DateTimeOffset began, TrafficShape shape)
    {
        Run = run;
        Began = DateTimeOffset.FromUnixTimeSeconds(began.ToUnixTimeSeconds());
        _seed = seed;
        _shape = shape;
        _gap = TimeSpan.FromTicks(Math.Min(GapMax.Ticks, Past.Ticks / shape.StepsMax));
        _prefix = run + "-";
        ulong hash = 14695981039346656037;
        foreach (char c in run)
            hash = unchecked((hash ^ c) * 1099511628211);
        _runNumber = (int)(hash % RunDigits);
    }

    /// <summary>What tells the run apart.</summary>
    public string Run { get; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>The shape of its traffic.</summary>
    public TrafficShape Shape => _shape;

    /// <summary>The parcel's id.</summary>
    public string IdOf(int parcel) => _prefix + parcel.ToString(CultureInfo.InvariantCulture);

    /// <summary>The parcel's resource name.</summary>
    public string NameOf(int parcel) => "parcels/" + IdOf(parcel);

    /// <summary>The index of a resource name; -1 for none of this run.</summary>
    public int IndexOf(string name)
    {
        const int Collection = 8;
        return name.Length > Collection + _prefix.Length && name.AsSpan(Collection).StartsWith(_prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Collection + _prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int parcel) ? parcel : -1;
    }

    /// <summary>A tracking number of the parcel: the platform's (0), or the delivering carrier's (1).</summary>
    public string NumberOf(int parcel, int which) =>
        string.Create(CultureInfo.InvariantCulture, $"{(which == 0 ? "LP" : "ZB")}{_runNumber:D9}{parcel:D9}");

    /// <summary>A number that no parcel of any run is registered with.</summary>
    public string UnknownNumber(int index) => string.Create(CultureInfo.InvariantCulture, $"ZX{_runNumber:D9}{index:D9}");

    /// <summary>The lane the parcel is on.</summary>
    public LaneShare LaneOf(int parcel) => _shape.OneLane ? LaneShares.All[0] : LaneShares.At(Mix.Unit(_seed, parcel, PurposeOfLane));

    /// <summary>How many scans the parcel's life has.</summary>
    public int LifeOf(int parcel) => Math.Min(_shape.StepsMax, Lives.LengthOf(LaneOf(parcel), Fate(parcel)));

    /// <summary>The place in the parcel's life of the scan that is sent as its n-th: late ones change places with the one after.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="step">From 0.</param>
    public int PositionOf(int parcel, int step)
    {
        int first = step & ~1;
        bool isSwapped = first + 1 < _shape.StepsMax
            && Mix.Unit(_seed, ((long)parcel << 16) | (uint)first, PurposeOfOrder) < 2 * _shape.Late;
        return isSwapped ? step ^ 1 : step;
    }

    /// <summary>Whether the scan that is sent as the parcel's n-th names a tracking number: one sent again is the same to the letter.</summary>
    public bool IsByNumber(int parcel, int step) =>
        _shape.Numbers > 0 && Mix.Unit(_seed, ((long)parcel << 16) | (uint)step, PurposeOfName) < _shape.ByNumber;

    /// <summary>When the scan at a place of the life happened: later ones are later, and none is after the run began.</summary>
    public DateTimeOffset TimeOf(int parcel, int position)
    {
        // The minute within the gap keeps the scans of parcels apart without bringing two of one parcel out of order.
        double minute = Mix.Unit(_seed, ((long)parcel << 16) | (uint)position, PurposeOfMinute) * 0.9;
        TimeSpan after = (_gap * position) + (_gap * minute);
        return Begin(parcel) + TimeSpan.FromSeconds(Math.Floor(after.TotalSeconds));
    }

    /// <summary>The place in the parcel's life at which something happened at that time; -1 when nothing did.</summary>
    public int PositionAt(int parcel, DateTimeOffset time)
    {
        TimeSpan after = time - Begin(parcel);
        int position = after < TimeSpan.Zero ? -1 : (int)(after.Ticks / _gap.Ticks);
        return position >= 0 && position < _shape.StepsMax && TimeOf(parcel, position) == time ? position : -1;
    }

    /// <summary>The scan at a place of the parcel's life, without its subject.</summary>
    public Scan ScanAt(int parcel, int position)
    {
        LaneShare lane = LaneOf(parcel);
        LifeStep step = Lives.At(lane, Fate(parcel), position);
        return new Scan
        {
            Carrier = step.Carrier,
            Code = step.Code,
            Description = step.Text,
            Time = Timestamp.FromDateTimeOffset(TimeOf(parcel, position)),
            Place = new Place { Country = step.AtOrigin ? lane.Origin : lane.Destination },
        };
    }

    /// <summary>The parcel's registration.</summary>
    public RegisterParcelRequest RegistrationOf(int parcel)
    {
        LaneShare lane = LaneOf(parcel);
        string id = IdOf(parcel);
        RegisterParcelRequest request = new()
        {
            ParcelId = id,
            RequestId = id,
            Service = lane.Service,
            OriginCountry = lane.Origin,
            DestinationCountry = lane.Destination,
            UntrackedService = lane.Untracked,
        };
        Timestamp from = Timestamp.FromDateTimeOffset(Begin(parcel) - TimeSpan.FromDays(1));
        for (int i = 0; i < _shape.Numbers; i++)
        {
            request.TrackingNumbers.Add(new TrackingNumber
            {
                Number = NumberOf(parcel, i),
                Issuer = i == 0 ? "cainiao" : CarrierOf(lane),
                Role = i == 0 ? NumberRole.Platform : NumberRole.LastMile,
                ValidFrom = from,
            });
        }

        return request;
    }

    private static string CarrierOf(LaneShare lane) => lane.LastMile switch
    {
        LastMile.Usps => "usps",
        LastMile.Correos => "correos",
        LastMile.Partner => "cainiao",
    };

    private ulong Fate(int parcel) => Mix.Of(_seed, parcel, PurposeOfFate);

    private DateTimeOffset Begin(int parcel)
    {
        double early = Mix.Unit(_seed, parcel, PurposeOfBegin) * BeginsWithin.TotalSeconds;
        return Began - (_gap * (_shape.StepsMax + 1)) - TimeSpan.FromSeconds(Math.Floor(early));
    }
}
