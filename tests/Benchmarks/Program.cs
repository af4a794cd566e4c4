using System.Globalization;
using Orchestrator.Benchmarks;
using Orchestrator.Benchmarks.Classification;
using Orchestrator.Benchmarks.FleetView;
using Orchestrator.Benchmarks.Reports;
using Orchestrator.Benchmarks.Routing;
using Orchestrator.Benchmarks.Stub;
using Orchestrator.Testing;

const int Measured = 0;
const int PromiseNotKept = 1;
const int WrongUsage = 2;
const int NothingMeasured = 3;

if (args is ["stub", var port])
{
    await StubServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
    return Measured;
}

if (args is ["fleet-view", .. { Length: 0 or 3 } sizes])
{
    int[] numbers =
        sizes.Length == 0 ? [50, 20, 200] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    Console.WriteLine(await FleetViewBenchmark.RunAsync(numbers[0], numbers[1], numbers[2]));
    return Measured;
}

if (args is ["routing", .. { Length: 0 or 1 } each])
{
    var limit =
        each.Length == 0
            ? Benchmark.PerRoutingLine
            : TimeSpan.FromSeconds(double.Parse(each[0], CultureInfo.InvariantCulture));
    Console.WriteLine(MarkdownReport.Of(RoutingTable.Measure(limit)));
    return Measured;
}

if (args is ["classification", .. { Length: 0 or 1 } seconds])
{
    var perLine = TimeSpan.FromSeconds(seconds.Length == 0 ? 4 : int.Parse(seconds[0], CultureInfo.InvariantCulture));
    Console.Write(ClassificationBenchmark.Run(perLine));
    return Measured;
}

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(BenchmarkOptions.Usage);
    return Measured;
}

BenchmarkOptions options;
try
{
    options = BenchmarkOptions.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n\n{BenchmarkOptions.Usage}");
    return WrongUsage;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    // What was started is ended in order.
    key.Cancel = true;
    stop.Cancel();
};
try
{
    var report = await Benchmark.RunAsync(options, Console.Error.WriteLine, stop.Token);
    await WriteAsync(report);
    var isBroken = Promise.Of(report).Any(promise => promise is { IsMeasured: true, IsKept: false });
    return options.Checks && isBroken ? PromiseNotKept : Measured;
}
catch (Exception exception) when (exception is BenchmarkException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return NothingMeasured;
}

async Task WriteAsync(Report report)
{
    var markdown = MarkdownReport.Of(report);
    if (options.JsonFile == "-")
    {
        Console.WriteLine(JsonReport.Of(report));
    }
    else
    {
        Console.WriteLine(markdown);
    }

    if (options.JsonFile is { } file and not "-")
    {
        await File.WriteAllTextAsync(file, JsonReport.Of(report));
    }

    if (options.UpdatesDocs)
    {
        var page = Repository.PathOf("docs", "benchmarks.md");
        await File.WriteAllTextAsync(page, DocsPage.WithResults(await File.ReadAllTextAsync(page), markdown));
    }
}
