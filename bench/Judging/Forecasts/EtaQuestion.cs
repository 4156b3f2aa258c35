using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>When will somebody first try to deliver this parcel?</summary>
/// <param name="Lane">Its lane.</param>
/// <param name="PromiseDays">Days as sold.</param>
/// <param name="Decided">All the product knows of it.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="PickedUpMs">When it was picked up, as far as it was told; else when it was registered.</param>
/// <param name="NowMs">When it is asked.</param>
internal readonly record struct EtaQuestion(string Lane, double PromiseDays, ParcelDecided Decided, Phase Phase, long PickedUpMs, long NowMs);
