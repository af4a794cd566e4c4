using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>
/// What a worker offers to a strategy, in memory: steps are answered by the trial's models, one after another and at once done. Time is
/// counted and not waited for.
/// </summary>
internal sealed class TrialSteps(StartRunRequest request, Turn turn) : IRunSteps
{
    /// <summary>What a run may use at most: enough for every strategy, and an end for one that does not find its own.</summary>
    private const int CallsMax = 64;
    private const long TokensMax = 1_000_000;
    private static readonly TimeSpan _wallTimeMax = TimeSpan.FromHours(1);

    private const string Nobody = "model_not_found";
    private const string Unknown = "not_recorded";

    private readonly Dictionary<string, StepResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _decisions = new(StringComparer.Ordinal);

    public StartRunRequest Request => request;

    public IReadOnlyList<RunModel> Models { get; } = RunModel.Of(request);

    public BudgetLeft Left =>
        new(
            Math.Max(0, CallsMax - turn.Calls),
            Math.Max(0, TokensMax - turn.Tokens),
            Math.Max(0, _wallTimeMax.TotalSeconds - Elapsed.TotalSeconds),
            _wallTimeMax > Elapsed ? _wallTimeMax - Elapsed : TimeSpan.Zero
        );

    private TimeSpan Elapsed => TimeSpan.FromSeconds(turn.WorkSeconds + turn.LoadSeconds);

    public Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_results.TryGetValue(order.Name, out var result))
        {
            _results[order.Name] = result = Left.IsNothing
                ? Failed(order, order.Model, StepCauses.BudgetExhausted)
                : CarryOut(order);
        }

        return Task.FromResult(result);
    }

    public Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken)
    {
        if (!_decisions.TryGetValue(name, out var text))
        {
            _decisions[name] = text = decide().Text;
        }

        return Task.FromResult(text);
    }

    public Task<IReadOnlyList<string>> InboxAsync(
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);

    // The request says that nobody is there to answer.
    public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody is there to be asked.");

    public void Progress(RunProgress progress)
    {
        // Nobody watches.
    }

    private StepResult CarryOut(StepOrder order)
    {
        var replaced = new List<Replaced>();
        foreach (var model in order.Instead.Prepend(order.Model))
        {
            var before = turn.WorkSeconds + turn.LoadSeconds;
            var started = DateTimeOffset.UnixEpoch + Elapsed;
            var place = turn.Find(model);
            var answer =
                place < 0 ? null
                : IsQuestion(order) ? turn.Ask(place, Temperature(order))
                : turn.Ask(place, order);
            if (answer is not null)
            {
                return Completed(order, turn[place].Name, answer, started) with
                {
                    GpuSeconds = turn.WorkSeconds + turn.LoadSeconds - before,
                    Replaced = replaced,
                };
            }

            replaced.Add(new Replaced(model, place < 0 ? Nobody : Unknown));
        }

        return Failed(order, order.Model, replaced[0].Cause) with
        {
            Replaced = replaced,
        };
    }

    private static double? Temperature(StepOrder order) =>
        order.Sampling is { HasTemperature: true } sampling ? sampling.Temperature : null;

    // Whatever its seed: a further answer of the same model is a further draw.
    private bool IsQuestion(StepOrder order) =>
        order.JsonSchema is null && order.Messages.SequenceEqual(request.Messages);

    private StepResult Completed(StepOrder order, string model, TrialAnswer answer, DateTimeOffset started) =>
        new()
        {
            Step = order.Name,
            Model = model,
            Replica = "trial",
            Simulated = true,
            Text = answer.Text,
            Reason = answer.Reason,
            PromptTokens = answer.PromptTokens,
            OutputTokens = answer.OutputTokens,
            Attempts = 1,
            StartedAt = started,
            FinishedAt = DateTimeOffset.UnixEpoch + Elapsed,
        };

    private static StepResult Failed(StepOrder order, string model, string cause) =>
        new()
        {
            Step = order.Name,
            Model = model,
            Cause = cause,
            Message = "The step was not carried out.",
            Calls = 0,
        };
}
