using System.Globalization;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Rows;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>All ways to answer, on recorded answers; a task is a cell. Deterministic.</summary>
internal sealed class RecordedEvaluation(EnsemblesSettings settings, Action<string> progress)
{
    /// <summary>What is believed of a model comes from the other parts' questions: nobody is told about the one that is asked.</summary>
    private const int Parts = 10;

    public async Task<EnsemblesResult> RunAsync(RecordedAnswers recorded, CancellationToken cancellationToken)
    {
        // More votes than models only where models have said something more than once.
        var votes = Math.Min(EnsemblesLimits.MembersMax, Math.Max(recorded.Models.Length, Samples(recorded)));
        var rows = new RowSet(votes);
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        var lines = recorded.Lines.Take(settings.Questions).ToList();
        var machines = rows.Names.ToDictionary(
            name => name,
            IMachine (_) => new RecordedMachine(),
            StringComparer.Ordinal
        );
        var beliefs = new RecordedBeliefs(recorded.Models, lines, Parts);
        foreach (var (at, line) in lines.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var trial = new RecordedTrial(line, [.. recorded.Models], beliefs.Of(at));
            var outcomes = await rows.AnswerAsync(trial, machines, cancellationToken);
            if (!tallies.TryGetValue(line.Task, out var tally))
            {
                tallies[line.Task] = tally = new Tally(rows.Names);
            }

            // Each question is a draw of its own.
            tally.Add(at.ToString("d6", CultureInfo.InvariantCulture), outcomes);
        }

        progress($"{lines.Count} questions");
        return Result(recorded, [.. tallies], votes, cancellationToken);
    }

    private EnsemblesResult Result(
        RecordedAnswers recorded,
        IReadOnlyList<KeyValuePair<string, Tally>> tallies,
        int votes,
        CancellationToken cancellationToken
    )
    {
        var cells = tallies.Select(pair =>
            CellFigures.Of(
                pair.Key.Length > 0 ? pair.Key : "no task",
                pair.Value,
                settings,
                settings.Seed,
                cancellationToken
            )
        );
        var all = tallies.Select(pair => pair.Value).ToList();
        var whole = CellFigures.Of("all questions", Tally.Of(all), settings, settings.Seed, cancellationToken);
        string[] method =
        [
            $"Recorded answers: {whole.Questions} questions, {recorded.Models.Length} models, votes of {votes}.",
            $"Skills are estimated in {Parts} parts: from all questions of the task but those of the same part.",
            "Steps that nobody has recorded (final answers, judgements) fail; strategies do without them.",
            .. recorded.Notes,
        ];
        return new EnsemblesResult(method, IsSimulated: false, [.. cells], whole, GainBin.Of(all));
    }

    private static int Samples(RecordedAnswers recorded) =>
        recorded.Lines.Max(line => line.Answers.Values.Max(answers => answers.Length));
}
