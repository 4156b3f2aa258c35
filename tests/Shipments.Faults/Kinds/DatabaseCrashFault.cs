using Shipments.TestKit.Postgres;

namespace Shipments.Faults.Kinds;

/// <summary>PostgreSQL ends without a checkpoint and is started again.</summary>
internal sealed class DatabaseCrashFault(string kind, PostgresServer postgres) : Fault(kind, "postgres")
{
    public override Task InjectAsync() => postgres.CrashAsync();

    public override Task HealAsync() => postgres.StartAsync();
}
