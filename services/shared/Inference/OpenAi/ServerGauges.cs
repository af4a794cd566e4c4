using System.Globalization;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Two gauges out of a page in Prometheus' text format, by the names of llama.cpp and of vLLM.</summary>
internal sealed record ServerGauges(int? Running, int? Waiting)
{
    public static ServerGauges Read(string? page)
    {
        var gauges = new ServerGauges(null, null);
        foreach (var line in (page ?? "").AsSpan().EnumerateLines())
        {
            if (ValueOf(line, "llamacpp:requests_processing") is { } busy)
            {
                gauges = gauges with { Running = (gauges.Running ?? 0) + busy };
            }
            else if (ValueOf(line, "vllm:num_requests_running") is { } running)
            {
                gauges = gauges with { Running = (gauges.Running ?? 0) + running };
            }
            else if (ValueOf(line, "llamacpp:requests_deferred") is { } deferred)
            {
                gauges = gauges with { Waiting = (gauges.Waiting ?? 0) + deferred };
            }
            else if (ValueOf(line, "vllm:num_requests_waiting") is { } waiting)
            {
                gauges = gauges with { Waiting = (gauges.Waiting ?? 0) + waiting };
            }
        }

        return gauges;
    }

    // name{labels} value: the name must end there, or it is another metric.
    private static int? ValueOf(ReadOnlySpan<char> line, ReadOnlySpan<char> name)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal) || line.Length == name.Length)
        {
            return null;
        }

        var rest = line[name.Length..];
        if (rest[0] is not ('{' or ' '))
        {
            return null;
        }

        var value = rest[(rest.LastIndexOf('}') + 1)..].Trim();
        return
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;
    }
}
