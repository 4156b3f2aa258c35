using System.ComponentModel.DataAnnotations;

namespace Shipments.Api.Process;

/// <summary>Where the silos are found: the same settings as theirs.</summary>
internal sealed class SilosOptions
{
    /// <summary>The connection string of the silos' database, as Npgsql reads it; setting <c>Shipments:Storage:ConnectionString</c>.</summary>
    /// <value>1 to 4,096 characters. No default.</value>
    [Required]
    [StringLength(4096, MinimumLength = 1)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The name of the cluster; setting <c>Shipments:Cluster:Id</c>.</summary>
    /// <value>1 to 150 characters. Default <c>shipments</c>.</value>
    [Required]
    [StringLength(150, MinimumLength = 1)]
    public string Id { get; set; } = "shipments";
}
