using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Selection;

/// <summary>What a request needs, as far as the choice of a model and a replica goes.</summary>
/// <param name="PromptTokens">Estimated.</param>
/// <param name="NeededTokens">Context that has to be there: the prompt and room for an answer.</param>
internal sealed record SelectionRequest(
    string RunId,
    RequestedModel Model,
    TaskType Task,
    TextLanguage Language,
    ModelAbilities Needs,
    int PromptTokens,
    int NeededTokens,
    IReadOnlyList<string> FailedReplicas,
    bool DryRun
)
{
    /// <summary>0 (trivial) to 1 (hard for the best models).</summary>
    public double Difficulty { get; init; } = 0.5;

    /// <summary>Tokens that the answer is expected to have.</summary>
    public int OutputTokens { get; init; } = 256;

    public RequestPriority Priority { get; init; }

    /// <summary>Whose share it uses; empty for everybody without a key.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Time until the first token has to be there; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Cumulative hashes of the prompt's blocks, from its beginning.</summary>
    public IReadOnlyList<ulong> Prefix { get; init; } = [];

    /// <summary>What the caller says time and money are worth.</summary>
    public AskedWeights Weights { get; init; }

    public RuleVerdict Rules { get; init; } = RuleVerdict.None;

    /// <summary>What the model is needed for; null for nothing in particular, and for a named model.</summary>
    public RequestRole? Role { get; init; }

    /// <summary>Whether another model than the best one may be tried, so that something is learned of it.</summary>
    public bool MayExplore { get; init; }

    /// <summary>
    /// Characters of the whole conversation, for models whose tokens per character were measured; 0: the estimate counts.
    /// </summary>
    public long PromptChars { get; init; }

    /// <summary>Of <see cref="PromptTokens"/>, those that are no text: images, tools, marks of turns.</summary>
    public int OtherTokens { get; init; }

    /// <summary>Only whether several models pay is asked: nobody needs the models that would take their places.</summary>
    public bool MembersOnly { get; init; }

    public bool IsEnsemble => Model.Aim == ModelAim.Ensemble;
}
