namespace Shipments.Silo.Hosting;

/// <summary>Where the data is kept.</summary>
internal enum StoreProvider
{
    /// <summary>Two files of one folder: one silo.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database: one silo or many.</summary>
    Postgres,
}
