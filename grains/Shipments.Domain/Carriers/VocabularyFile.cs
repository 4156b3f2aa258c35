namespace Shipments.Domain.Carriers;

/// <summary>A vocabulary file that somebody put beside the program.</summary>
/// <param name="Name">What faults call it.</param>
/// <param name="Carrier">The short name of the carrier whose codes it has.</param>
/// <param name="Text">Its text: tab-separated, lines that begin with # left out, a header first.</param>
public sealed record VocabularyFile(string Name, string Carrier, string Text);
