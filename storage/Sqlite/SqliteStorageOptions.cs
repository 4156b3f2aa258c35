using System.ComponentModel.DataAnnotations;

namespace Shipments.Storage;

/// <summary>Where and how a database in files is kept.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>The folder of journal.db, state.db and the lock file. Made when missing.</summary>
    /// <value>A path of 1 to 1,024 characters. Default <c>./data</c>.</value>
    [Required]
    [StringLength(1024, MinimumLength = 1)]
    public string Folder { get; set; } = "./data";

    /// <summary>The file that Orleans' own grain storage shares with the state rows, so that they roll back only together.</summary>
    public string StatePath => SqliteFiles.StatePath(Folder);

    /// <summary>How long the journal's write-ahead log grows before it is copied into the file, in pages of 4 KiB.</summary>
    /// <value>100 to 1,000,000. Default 16,384 (64 MiB).</value>
    [Range(100, 1_000_000)]
    public int JournalCheckpointPages { get; set; } = 16_384;

    /// <summary>The same of the state rows. Longer means fewer and longer pauses.</summary>
    /// <value>100 to 1,000,000. Default 65,536 (256 MiB).</value>
    [Range(100, 1_000_000)]
    public int StateCheckpointPages { get; set; } = 65_536;
}
