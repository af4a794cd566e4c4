using Orchestrator.Cli.Classifier.Corpus;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>All that a training reads.</summary>
/// <param name="Folder">Of the own corpus.</param>
/// <param name="Files">Of the own corpus, in order.</param>
/// <param name="Extra">The external file; null for none.</param>
/// <param name="Texts">Of all files.</param>
internal sealed record TrainingInput(
    string Folder,
    IReadOnlyList<string> Files,
    string? Extra,
    IReadOnlyList<LabelledText> Texts,
    TrainingSettings Settings
)
{
    /// <exception cref="CorpusException">A file is no corpus, or there is none.</exception>
    public static TrainingInput Read(string folder, string? extra, TrainingSettings settings)
    {
        if (!Directory.Exists(folder))
        {
            throw new CorpusException($"{folder}: there is no such folder.");
        }

        var files = CorpusReader.Files(folder);
        LabelledText[] texts =
        [
            .. files.SelectMany(CorpusReader.ReadFile),
            .. extra is null ? [] : CorpusReader.ReadExternal(extra),
        ];
        return texts.Length == 0
            ? throw new CorpusException($"{folder}: there are no texts in it.")
            : new TrainingInput(folder, files, extra, texts, settings);
    }
}
