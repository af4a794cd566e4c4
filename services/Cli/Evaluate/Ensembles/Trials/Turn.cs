using Orchestrator.Contracts.Router.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>One row's turn at one question: whom it may ask, in the router's order, and what it has used.</summary>
internal sealed class Turn
{
    /// <summary>Of a prompt before it is counted: what the bank's questions have on average.</summary>
    public const int PromptTokens = 40;

    // The router's usual price of a second, see Router.CostOptions.
    private static readonly double _pricePerSecond = new Router.CostOptions().UnknownPerSecond;

    private readonly IMachine _machine;
    private readonly int[] _order;
    private readonly int[] _asked;

    public Turn(ITrial trial, IMachine machine, IReadOnlyDictionary<string, RowOutcome> before)
    {
        Trial = trial;
        Before = before;
        _machine = machine;
        _order = [.. Enumerable.Range(0, trial.Models.Count).OrderByDescending(Value)];
        _asked = new int[trial.Models.Count];
        Outlooks = [.. _order.Select(Outlook)];
    }

    public ITrial Trial { get; }

    /// <summary>What the rows before this one made of the same question.</summary>
    public IReadOnlyDictionary<string, RowOutcome> Before { get; }

    /// <summary>What the router would send, best first.</summary>
    public IReadOnlyList<ModelOutlook> Outlooks { get; }

    /// <summary>What the router chose, where it was asked.</summary>
    public StrategyPlan? Plan { get; set; }

    public int Calls { get; private set; }

    public long Tokens { get; private set; }

    public double WorkSeconds { get; private set; }

    public double LoadSeconds { get; private set; }

    /// <summary>What "auto:quality" weighs.</summary>
    public static ValueWeights Weights => AimProfiles.Default.Quality.Weights;

    /// <param name="place">In the router's order.</param>
    public TrialModel this[int place] => Trial.Models[_order[place]];

    public (ulong Needs, ulong Has) MemoryAt(int place) => _machine.Memory(_order[place]);

    /// <returns>Place in the router's order; -1 for a model that is not there.</returns>
    public int Find(string model)
    {
        for (var place = 0; place < _order.Length; place++)
        {
            if (string.Equals(this[place].Name, model, StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>Asks the question itself. Whoever is asked again answers anew.</summary>
    public TrialAnswer? Ask(int place, double? temperature = null) =>
        Pay(place, Trial.Ask(_order[place], _asked[_order[place]]++, temperature));

    /// <summary>Asks something else.</summary>
    public TrialAnswer? Ask(int place, StepOrder order) => Pay(place, Trial.Ask(_order[place], order));

    public RowOutcome Outcome(double score) =>
        new(score, Calls, Tokens, WorkSeconds, LoadSeconds)
        {
            ExpectedGain = Plan?.Gain ?? 0,
            IsSeveral = Plan is { Name: not StrategyNames.Single },
        };

    private TrialAnswer? Pay(int place, TrialAnswer? answer)
    {
        if (answer is not null)
        {
            var charge = _machine.Run(_order[place], answer);
            Calls++;
            Tokens += answer.PromptTokens + answer.OutputTokens;
            WorkSeconds += charge.Work;
            LoadSeconds += charge.Load;
        }

        return answer;
    }

    private double Value(int model) =>
        Weights.Value(
            Trial.Models[model].Quality,
            new FinishEstimate(0, _machine.LoadSeconds(model), 0, 0, Seconds(model)),
            new CostEstimate(_pricePerSecond * Seconds(model), "USD")
        );

    private double Seconds(int model) => _machine.WorkSeconds(model, PromptTokens, Trial.Models[model].AnswerTokens);

    private ModelOutlook Outlook(int model)
    {
        var known = Trial.Models[model];
        return new ModelOutlook
        {
            Model = known.Name,
            Family = known.Family,
            Quality = known.Quality,
            QualityError = known.QualityError,
            Resident = _machine.IsResident(model),
            LoadSeconds = _machine.LoadSeconds(model),
            AnswerSeconds = Seconds(model),
            Cost = _pricePerSecond * Seconds(model),
            Parameters = known.Parameters,
        };
    }
}
