namespace Orchestrator.Cli.Classifier.Corpus;

/// <summary>A file that is no corpus. The message names file, line and field.</summary>
internal sealed class CorpusException(string message) : Exception(message);
