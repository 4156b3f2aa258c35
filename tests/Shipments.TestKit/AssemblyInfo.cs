using System.Runtime.CompilerServices;

// The stores and their faults are internal to storage; only its own tests drive them.
[assembly: InternalsVisibleTo("Shipments.Storage.Tests")]
