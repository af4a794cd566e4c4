using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>The strategy "team". Its roles: docs/teams.md.</summary>
public sealed class TeamOptions
{
    /// <summary>YAML file of the roles. Empty: the built-in ones (deploy/team.yaml). A file that is wrong or missing stops the start.</summary>
    public string File { get; set; } = "";

    /// <summary>Models of a run that take part: reviewers are chosen among them. Further ones only take the place of one that fails.</summary>
    [Range(1, 16)]
    public int Members { get; set; } = 2;

    /// <summary>Turns of the team; then it asks the user, or ends with the best that it has.</summary>
    [Range(1, 1_000)]
    public int MaxTurns { get; set; } = 50;

    /// <summary>Turns that a reply of the user adds.</summary>
    [Range(1, 1_000)]
    public int TurnsPerReply { get; set; } = 50;

    /// <summary>Questions to the user in one run.</summary>
    [Range(0, 100)]
    public int MaxQuestions { get; set; } = 3;

    /// <summary>Reviews that find problems; after the last of them the problems are told in the result.</summary>
    [Range(1, 20)]
    public int MaxReviewCycles { get; set; } = 3;

    /// <summary>How often a coder is asked again when it has failed or said nothing, each time another model first.</summary>
    [Range(0, 10)]
    public int CoderRetries { get; set; } = 2;

    /// <summary>How long the user of an interactive run may step in before a decision of the lead is carried out. Zero: no wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StepInWindow { get; set; }

    /// <summary>How often the lead may give the same work to the same role again; then the team goes on to its answer.</summary>
    [Range(1, 100)]
    public int MaxRepeats { get; set; } = 2;

    /// <summary>Members that fail one after another before the team ends with the best that it has.</summary>
    [Range(1, 100)]
    public int MaxFailures { get; set; } = 4;

    /// <summary>Notes in the memory that all roles share; the oldest is dropped for a new one.</summary>
    [Range(1, 1_000)]
    public int MemoryNotes { get; set; } = 32;

    /// <summary>Characters of one note; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MemoryNoteCharacters { get; set; } = 1_000;

    /// <summary>Characters of all notes together; the oldest are dropped beyond it.</summary>
    [Range(1_000, 1_000_000)]
    public int MemoryCharacters { get; set; } = 8_000;

    /// <summary>Messages that wait for one role; the oldest is dropped for a new one.</summary>
    [Range(1, 100)]
    public int MaxMessagesPerRole { get; set; } = 8;

    /// <summary>Characters of one message to a role or of one of the lead's instructions; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MaxMessageCharacters { get; set; } = 2_000;

    /// <summary>Characters of each role's latest work that the others get to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxWorkCharacters { get; set; } = 12_000;

    /// <summary>Messages of the user during the run, and replies, that are kept; the oldest are dropped beyond it.</summary>
    [Range(2, 1_000)]
    public int MaxUserMessages { get; set; } = 16;

    /// <summary>Characters of one such message; the middle of a longer one is left out.</summary>
    [Range(100, 1_000_000)]
    public int MaxUserCharacters { get; set; } = 8_000;

    /// <summary>Problems that are taken from one review.</summary>
    [Range(1, 100)]
    public int MaxProblems { get; set; } = 16;

    /// <summary>Characters of one problem; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MaxProblemCharacters { get; set; } = 500;

    /// <summary>Characters of a text in an event of the run; the middle of a longer one is left out.</summary>
    [Range(100, 1_000_000)]
    public int MaxEventCharacters { get; set; } = 4_000;
}
