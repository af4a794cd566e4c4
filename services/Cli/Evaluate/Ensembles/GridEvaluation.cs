using System.Globalization;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Grid;
using Orchestrator.Cli.Evaluate.Ensembles.Rows;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>All ways to answer, on the simulator's questions, over the whole grid of worlds. Deterministic.</summary>
/// <param name="progress">Called with what is done.</param>
internal sealed class GridEvaluation(EnsemblesSettings settings, Action<string> progress)
{
    private readonly RowSet _rows = new(settings.Members);

    public async Task<EnsemblesResult> RunAsync(IReadOnlyList<GridCell> grid, CancellationToken cancellationToken)
    {
        var tallies = new List<Tally>();
        var cells = new List<CellFigures>();
        foreach (var (at, cell) in grid.Index())
        {
            var tally = await AskAsync(cell, cancellationToken);
            tallies.Add(tally);
            cells.Add(CellFigures.Of(cell.Name, tally, settings, settings.Seed + at, cancellationToken));
            progress($"{at + 1} of {grid.Count} cells");
        }

        var whole = CellFigures.Of("whole grid", Tally.Of(tallies), settings, settings.Seed, cancellationToken);
        return new EnsemblesResult(Method(grid), IsSimulated: true, cells, whole, GainBin.Of(tallies))
        {
            Places = grid,
        };
    }

    private async Task<Tally> AskAsync(GridCell cell, CancellationToken cancellationToken)
    {
        var tally = new Tally(_rows.Names);
        for (var world = 0; world < settings.Worlds; world++)
        {
            var seed = SeedOf(cell, world);
            var bank = new BankWorld(cell, seed, settings, new QuestionSplit(seed, settings.Questions));
            var machines = _rows.Names.ToDictionary(
                name => name,
                IMachine (_) => new GpuMachine([.. bank.Members.Select(member => member.Model)], settings.Gpu),
                StringComparer.Ordinal
            );
            foreach (var trial in bank.Trials)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var outcomes = await _rows.AnswerAsync(trial, machines, cancellationToken);
                tally.Add(string.Create(CultureInfo.InvariantCulture, $"{world:d4} {trial.Task}"), outcomes);
            }
        }

        return tally;
    }

    // Each cell has worlds of its own: what happens in one says nothing of another.
    private long SeedOf(GridCell cell, int world) =>
        (long)(
            SimulationRandom.Hash((ulong)settings.Seed, [cell.Name, world.ToString(CultureInfo.InvariantCulture)]) >> 1
        );

    private string[] Method(IReadOnlyList<GridCell> grid) =>
        [
            "SIMULATED: questions and models of the simulator's bank; no model was run.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{grid.Count} cells, {settings.Worlds} worlds in each, {settings.Questions} questions per world at most, pools of {settings.Members}; seed {settings.Seed}."
            ),
            settings.KnowsSkills
                ? "The router is told the true skills."
                : $"Skills are estimated from {QuestionSplit.ProbesPerTask} graded questions per task that are not asked afterwards.",
            $"GPU seconds: one {settings.Gpu} by the simulator's table of speeds, loads of models that are not in memory included.",
        ];
}
