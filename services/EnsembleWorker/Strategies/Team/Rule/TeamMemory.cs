using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Notes that all roles of a run share, oldest first. Pure.</summary>
internal sealed record TeamMemory(ImmutableList<MemoryNote> Notes)
{
    public static TeamMemory Empty { get; } = new([]);

    /// <summary>A note of the same key is replaced; beyond a limit the oldest are dropped.</summary>
    public TeamMemory With(IEnumerable<MemoryNote> added, TeamOptions limits)
    {
        var notes = Notes;
        foreach (var note in added)
        {
            var cut = note with { Text = CutText.Middle(note.Text, limits.MemoryNoteCharacters) };
            notes = notes.RemoveAll(known => known.Key.Equals(note.Key, StringComparison.OrdinalIgnoreCase)).Add(cut);
        }

        var characters = notes.Sum(Length);
        while (notes.Count > limits.MemoryNotes || characters > limits.MemoryCharacters)
        {
            characters -= Length(notes[0]);
            notes = notes.RemoveAt(0);
        }

        return new TeamMemory(notes);
    }

    private static int Length(MemoryNote note) => note.Key.Length + note.Text.Length;
}
