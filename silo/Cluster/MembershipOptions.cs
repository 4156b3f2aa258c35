using System.ComponentModel.DataAnnotations;

namespace Shipments.Silo.Cluster;

/// <summary>How silos find each other and learn that one is gone; section <c>Shipments:Cluster</c>.</summary>
internal sealed class MembershipOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Cluster";

    /// <summary>Names the cluster: silos and clients of one database with the same name belong together.</summary>
    /// <value>1 to 150 characters. Default <c>shipments</c>.</value>
    [Required]
    [StringLength(150, MinimumLength = 1)]
    public string Id { get; set; } = "shipments";

    /// <summary>How often a silo asks another whether it lives, and how long it waits for the answer, while the other answers quickly.</summary>
    /// <value>200 ms to 1 minute. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long that wait may become where answers take long, as on a busy machine.</summary>
    /// <value>200 ms to 5 minutes, at least <see cref="ProbeEvery"/>. Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ProbeWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many probes without an answer a silo is suspected.</summary>
    /// <value>1 to 100. Default 3.</value>
    [Range(1, 100)]
    public int MissedProbesMax { get; set; } = 3;

    /// <summary>How many silos must suspect one before it is declared dead; all others, where there are fewer.</summary>
    /// <value>1 to 10. Default 2.</value>
    [Range(1, 10)]
    public int VotesForDeath { get; set; } = 2;

    /// <summary>How often a silo writes that it lives, and reads who else does. Three times of it without a sign make an entry stale: a silo that joins does not wait for it.</summary>
    /// <value>500 ms to 1 minute. Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan AliveEvery { get; set; } = TimeSpan.FromSeconds(2);
}
