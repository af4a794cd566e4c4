using System.Globalization;
using Orchestrator.Cli.Simulate.Production.Placing;
using Orchestrator.Router;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;
using AttemptOutcome = Orchestrator.Simulation.Replay.AttemptOutcome;
using RouterOutcome = Orchestrator.Router.Selection.AttemptOutcome;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>
/// The router itself, with its defaults: <see cref="FleetView"/> gets the owners' reports, <see cref="ReplicaSelector"/>
/// chooses and hears how attempts end. Only the reading of texts is left out, for a trace has none.
/// </summary>
internal sealed class ProductionPolicy : IReplayPolicy
{
    public const string Name = "orchestrator";

    private readonly ReplicaSelector _selector;
    private readonly FleetView _view;
    private readonly OwnerOfFleet _owner;
    private readonly PlacementDesk? _desk;
    private readonly Dictionary<long, int> _expected = [];
    private readonly int _answerReserve = new RouterOptions().AnswerReserveTokens;

    /// <param name="desk">Null without placement.</param>
    public ProductionPolicy(PolicyWorld world, PlacementDesk? desk)
    {
        _desk = desk;
        _selector = new ReplicaSelector(
            new ModelRanking(new ModelPreferences(new RouterOptions().Preferences)),
            new SelectionOptions().ToLimits(),
            new Random((int)(world.Seed % int.MaxValue)),
            world.Clock
        );
        _view = new FleetView(_selector);
        _owner = new OwnerOfFleet(world.Fleet, world.Clock);
        var facts = KnownFacts.Of(world.Fleet);
        _view.Know(facts);
        _view.Apply(OwnerOfFleet.Name, _owner.Everything());
        if (desk is not null)
        {
            desk.Changed = planned => _view.Know(facts.With(planned));
        }
    }

    public static PolicyKind Kind { get; } =
        new(
            Name,
            "The production router and worker of this version.",
            world => new ProductionPolicy(world, desk: null)
        );

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
    {
        if (_selector.Choose(Selection(request, failed)) is not SelectionResult.Chosen chosen)
        {
            return [];
        }

        _expected[request.Number] = chosen.Choices[0].OutputTokens;
        return [.. chosen.Choices.Select(choice => _owner.PlaceOf(choice.Entry.Replica.Name))];
    }

    public void Reported(HostReport report) => _view.Apply(OwnerOfFleet.Name, _owner.Update(report));

    public void Ended(Arrival request, int host, AttemptOutcome outcome)
    {
        if (outcome == AttemptOutcome.Completed)
        {
            _desk?.Count(host, request);
        }

        _selector.Report(
            new AttemptReported(RunId(request), _owner.NameOf(host), OwnerOfFleet.Epoch, Map(outcome))
            {
                Model = request.Model,
                OutputTokens = outcome == AttemptOutcome.Completed ? request.OutputTokens : 0,
                ExpectedTokens = _expected.GetValueOrDefault(request.Number),
            }
        );
        if (outcome == AttemptOutcome.Completed)
        {
            _expected.Remove(request.Number);
        }
    }

    private static string RunId(Arrival request) => request.Number.ToString(CultureInfo.InvariantCulture);

    private static RouterOutcome Map(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Completed => RouterOutcome.Completed,
            AttemptOutcome.Busy => RouterOutcome.Busy,
            _ => RouterOutcome.Failed,
        };

    private SelectionRequest Selection(Arrival request, IReadOnlyList<int> failed) =>
        new(
            RunId(request),
            RequestedModel.Parse(request.Model),
            TaskType.QuestionAnswering,
            TextLanguage.English,
            ModelAbilities.Completion,
            request.Prompt.Tokens,
            request.Prompt.Tokens + _answerReserve,
            [.. failed.Select(_owner.NameOf)],
            DryRun: false
        );
}
