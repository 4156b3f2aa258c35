using Shipments.Domain.Parcels;

namespace Shipments.Domain.Silence;

/// <summary>What of a parcel decides for how long it may be silent.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Lane">Its lane, <c>{origin}-{destination}/{service}</c>.</param>
/// <param name="Phase">Where its scans say it is.</param>
/// <param name="Milestone">The furthest milestone on its way out, without the delivery; <see cref="MilestoneKind.None"/> when it has reached none.</param>
/// <param name="Untracked">Its service gives no scans after the line haul.</param>
public readonly record struct SilenceTerms(string Tenant, string Lane, Phase Phase, MilestoneKind Milestone, bool Untracked);
