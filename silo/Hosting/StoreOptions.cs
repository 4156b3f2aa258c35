using System.ComponentModel.DataAnnotations;

namespace Shipments.Silo.Hosting;

/// <summary>Which store the process opens; section <c>Shipments:Storage</c>, beside the options of the store itself.</summary>
internal sealed class StoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Storage";

    /// <summary>Where the data is kept. With PostgreSQL several silos on one database are a cluster.</summary>
    /// <value>Sqlite or Postgres. Default Sqlite.</value>
    [EnumDataType(typeof(StoreProvider), ErrorMessage = "The field Provider must be Sqlite or Postgres.")]
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;
}
