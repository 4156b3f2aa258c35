namespace Shipments.Storage;

/// <summary>The fence of a database in files: a lock that the operating system holds for one process and frees when it dies.</summary>
internal sealed class SqliteLock : IDisposable
{
    private readonly FileStream _file;

    private SqliteLock(FileStream file) => _file = file;

    /// <exception cref="StoreRefusedException">Another process, or another store of this one, holds it.</exception>
    public static SqliteLock Take(string folder)
    {
        string path = Path.Combine(folder, "shipments.lock");
        try
        {
            return new SqliteLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held)
        {
            throw new StoreRefusedException($"'{path}' is locked: another process uses this data folder. Stop it, or use another folder.", held);
        }
    }

    public void Dispose() => _file.Dispose();
}
