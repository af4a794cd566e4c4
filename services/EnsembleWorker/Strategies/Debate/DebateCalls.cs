using System.Globalization;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>How one debate asks models: what all its phases share.</summary>
internal sealed class DebateCalls(IRunSteps run, DebateOptions options)
{
    /// <summary>Kept back for the final answer.</summary>
    private const int Reserved = 1;

    private const string Yes = "yes";

    private readonly List<StepResult> _steps = [];
    private bool _isForward;

    public IRunSteps Run => run;

    public RunConversation Conversation { get; } = new(run.Request.Messages);

    /// <summary>All steps so far, in their order.</summary>
    public IReadOnlyList<StepResult> Steps => _steps;

    public static string Name(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");

    public StepOrder Order(string name, string model, IReadOnlyList<Message> messages) =>
        new()
        {
            Name = name,
            Model = model,
            Messages = messages,
            Limit = options.StepLimit,
            Tell = StepNotes.FailureOnly,
        };

    /// <summary>An order for an answer that is read by us.</summary>
    public StepOrder Structured(string name, string model, IReadOnlyList<Message> messages, string schema) =>
        Order(name, model, messages) with
        {
            JsonSchema = schema,
            Sampling = StepSampling.Structured(run.Request),
        };

    public async Task<StepResult> AskAsync(StepOrder order, CancellationToken cancellationToken)
    {
        var result = await run.StepAsync(order, cancellationToken);
        _steps.Add(result);
        return result;
    }

    /// <summary>All at once, or one by one where memory does not hold them; the results are in the order of the orders.</summary>
    /// <remarks>One by one each phase goes the other way than the one before: its first model is the one that is in memory.</remarks>
    public async Task<IReadOnlyList<StepResult>> AskAllAsync(
        IReadOnlyList<StepOrder> orders,
        CancellationToken cancellationToken
    )
    {
        var isTurned = run.Request.Sequential && !_isForward;
        _isForward = isTurned;
        var asked = await StepGroup.AskAsync(
            run,
            isTurned ? [.. orders.Reverse()] : orders,
            order => run.StepAsync(order, cancellationToken)
        );
        List<StepResult> results = isTurned ? [.. asked.Reverse()] : [.. asked];
        _steps.AddRange(results);
        return results;
    }

    /// <summary>What the user has said since the last look belongs to the conversation from here on.</summary>
    public async Task HearAsync(string boundary, CancellationToken cancellationToken) =>
        Conversation.Add(await run.InboxAsync(boundary, TimeSpan.Zero, cancellationToken));

    /// <summary>Whether the run may use so many calls and still has one for its answer. Asked once and kept: it depends on when one looks.</summary>
    /// <param name="what">Name of the decision.</param>
    /// <param name="count">Calls.</param>
    /// <param name="levels">How many of them wait for one another when all others run at once.</param>
    /// <param name="cancellationToken">The run's.</param>
    public async Task<bool> MayAsync(string what, int count, int levels, CancellationToken cancellationToken)
    {
        var inTurn = run.Request.Sequential ? count : levels;
        var kept = await run.DecideAsync(
            "may-" + what,
            () => new(SpendRule.Allows(run.Left, count + Reserved, inTurn + Reserved, _steps) ? Yes : "no"),
            cancellationToken
        );
        return kept == Yes;
    }
}
