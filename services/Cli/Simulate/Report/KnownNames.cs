using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Speeds;
using Orchestrator.Simulation.Workloads.Mixes;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>All that has a name in the options and files of the command, with one line each.</summary>
internal static class KnownNames
{
    private static ImmutableArray<(string Title, string Field, IEnumerable<(string Name, string Says)> Items)> Groups =>
        [
            ("Fleets (--fleet)", "fleets", BuiltIn.FleetNames.Select(name => (name, Fleet(name)))),
            ("Mixes (--mix)", "mixes", BuiltIn.MixNames.Select(name => (name, Said(BuiltIn.Mix(name)!)))),
            ("Policies (--policy)", "policies", PolicyNames.All.Select(policy => (policy.Name, policy.Description))),
            ("GPUs of fleet files and --add-host", "gpus", SpeedTable.GpuNames.Select(name => (name, Gpu(name)))),
            ("Models", "models", ModelCatalogue.Names.Select(name => (name, Said(ModelCatalogue.Find(name)!)))),
        ];

    public static void Write(IAnsiConsole console)
    {
        foreach (var (title, _, items) in Groups)
        {
            console.MarkupLineInterpolated($"[bold]{title}[/]");
            var grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(3).NoWrap()).AddColumn();
            foreach (var (name, says) in items)
            {
                grid.AddRow(Markup.Escape(name), Markup.Escape(says));
            }

            console.Write(grid);
            console.WriteLine();
        }
    }

    public static string Json()
    {
        using var json = new JsonFigures();
        json.Object(() =>
        {
            foreach (var (_, field, items) in Groups)
            {
                json.Array(
                    field,
                    items,
                    item =>
                        json.Object(() =>
                        {
                            json.Value("name", item.Name);
                            json.Value("description", item.Says);
                        })
                );
            }
        });
        return json.Text();
    }

    private static string Fleet(string name) => CaseHeader.FleetFacts(BuiltIn.Fleet(name)!);

    private static string Said(Mix mix) =>
        Text(
            $"{mix.Models.Length} models, {mix.Tenants.Length} tenants, most for {mix.Models.MaxBy(model => model.Share)!.Name}"
        );

    private static string Gpu(string name)
    {
        var speed = SpeedTable.TryFind(name)!;
        return speed.VramBytes > 0 ? Text($"{speed.VramBytes >> 30} GB") : "a host without GPU";
    }

    private static string Said(SimulatedModel model) =>
        Text(
            $"{model.ParameterSize} parameters, {model.SizeBytes / 1e9:0.0} GB, {model.Quantization}, context {model.ContextLength}"
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
