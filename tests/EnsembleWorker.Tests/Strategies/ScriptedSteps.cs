using System.Collections.Concurrent;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>
/// A run whose models answer by a script, without any process: for the control flow of strategies. Run the same strategy again on the
/// same steps, and it is a worker that has taken the run over: what was committed is told again and not carried out.
/// </summary>
internal sealed class ScriptedSteps(StartRunRequest request, Func<StepOrder, StepResult> answer) : IRunSteps
{
    private readonly ConcurrentDictionary<string, StepResult> _checkpoints = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _decisions = new(StringComparer.Ordinal);

    public StartRunRequest Request => request;

    public IReadOnlyList<RunModel> Models { get; } = RunModel.Of(request);

    public BudgetLeft Left { get; set; } = new(1000, 1_000_000, 10_000, TimeSpan.FromHours(1));

    /// <summary>Steps that were carried out, in their order.</summary>
    public ConcurrentQueue<StepOrder> Orders { get; } = [];

    /// <summary>Entries of the log, those of decisions included; the end's own are in the <see cref="RunEnd"/>.</summary>
    public ConcurrentQueue<RunNote> Notes { get; } = [];

    public ConcurrentQueue<RunProgress> Told { get; } = [];

    /// <summary>What the user says at each boundary.</summary>
    public Dictionary<string, string[]> Says { get; } = new(StringComparer.Ordinal);

    /// <summary>What the user replies to each question.</summary>
    public Func<string, string> Replies { get; set; } = _ => "go on";

    public IEnumerable<string> Names => Orders.Select(order => order.Name);

    /// <summary>Models that answer what the function says, whatever else they are asked.</summary>
    public static ScriptedSteps Saying(StartRunRequest request, Func<StepOrder, string> text) =>
        new(request, order => Result(order, text(order)));

    public static StepResult Result(StepOrder order, string text) =>
        new()
        {
            Step = order.Name,
            Model = order.Model,
            Replica = "r1",
            Text = text,
            Reason = "stop",
            PromptTokens = 10,
            OutputTokens = 5,
            Attempts = 1,
            GpuSeconds = 0.5,
        };

    public static StepResult Failed(StepOrder order, string cause) =>
        new()
        {
            Step = order.Name,
            Model = order.Model,
            Cause = cause,
            Message = $"It failed: {cause}.",
        };

    public Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_checkpoints.TryGetValue(order.Name, out var known))
        {
            return Task.FromResult(known);
        }

        Orders.Enqueue(order);
        var result = answer(order);
        if (order.Tell(result) is { } note)
        {
            Notes.Enqueue(note);
        }

        return Task.FromResult(_checkpoints[order.Name] = result);
    }

    public Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken) =>
        Task.FromResult(
            _decisions.GetOrAdd(
                name,
                _ =>
                {
                    var decision = decide();
                    foreach (var note in decision.Notes)
                    {
                        Notes.Enqueue(note);
                    }

                    return decision.Text;
                }
            )
        );

    public Task<IReadOnlyList<string>> InboxAsync(
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>(Says.GetValueOrDefault(boundary) ?? []);

    public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
        Task.FromResult(Replies(question));

    public void Progress(RunProgress progress) => Told.Enqueue(progress);
}
