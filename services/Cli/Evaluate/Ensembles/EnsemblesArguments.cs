using Orchestrator.Cli.Evaluate.Ensembles.Grid;
using Orchestrator.Cli.Evaluate.Ensembles.Recorded;
using Orchestrator.Cli.Simulate.Arguments;
using Orchestrator.Files;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>Reads all arguments and the file; all that is wrong is told at once.</summary>
internal sealed class EnsemblesArguments(ArgumentProblems problems)
{
    public static FileReading<EnsemblesRequest> Read(EnsemblesInput input, CancellationToken cancellationToken)
    {
        var problems = new ArgumentProblems();
        var request = new EnsemblesArguments(problems).ReadAll(input, cancellationToken);
        return problems.IsEmpty ? FileReading.Good(request) : FileReading.Bad<EnsemblesRequest>(problems.All);
    }

    private EnsemblesRequest ReadAll(EnsemblesInput input, CancellationToken cancellationToken)
    {
        var usual = EnsemblesSettings.Default;
        var settings = usual with
        {
            Members = Whole("--members", input.Members, 1, EnsemblesLimits.MembersMax) ?? usual.Members,
            Worlds = Whole("--worlds", input.Worlds, 1, EnsemblesLimits.WorldsMax) ?? usual.Worlds,
            Questions =
                Whole("--questions", input.Questions, 1, EnsemblesLimits.QuestionsMax)
                ?? (input.Answers is null ? usual.Questions : EnsemblesLimits.QuestionsMax),
            Resamples = Whole("--resamples", input.Resamples, 1, EnsemblesLimits.ResamplesMax) ?? usual.Resamples,
            Seed = Whole("--seed", input.Seed, 0, int.MaxValue / 2) ?? usual.Seed,
            Gpu = Gpu(input.Gpu) ?? usual.Gpu,
            KnowsSkills = input.KnownSkills,
        };
        if (input.Bank && input.Answers is not null)
        {
            problems.Add("--bank", "does not go with --answers: one of them says where answers come from");
        }

        var recorded = input.Answers is { } path ? Recorded(path, cancellationToken) : null;
        return new EnsemblesRequest(settings, Cells(input.Cells), recorded);
    }

    private RecordedAnswers? Recorded(string path, CancellationToken cancellationToken)
    {
        if (new InputFiles(problems).Stream("--answers", path) is not { } open)
        {
            return null;
        }

        using var stream = open();
        return problems.Take(new AnswerFile(path).Read(stream, cancellationToken));
    }

    // Words that all have to be in a cell's name: "1 family,strong".
    private List<GridCell> Cells(string? words)
    {
        var wanted = (words ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var cells = GridCell
            .All.Where(cell =>
                Array.TrueForAll(wanted, word => cell.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            )
            .ToList();
        if (cells.Count == 0)
        {
            problems.Add(
                "--cells",
                $"no cell's name has {Quoted.Of(words!)}; one is {Quoted.Of(GridCell.All.First().Name)}"
            );
        }

        return cells;
    }

    private string? Gpu(string? name)
    {
        if (name is not null && SpeedTable.TryFind(name) is not { VramBytes: > 0 })
        {
            problems.Add("--gpu", $"has no speeds for {Quoted.Of(name)}: 'orchestrator simulate list' names the cards");
        }

        return name;
    }

    private int? Whole(string option, string? text, ulong min, ulong max) =>
        (int?)problems.Whole(option, text, min, max);
}
