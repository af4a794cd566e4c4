using System.IO.Compression;
using System.Text;
using Orchestrator.Files;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Tests.Workloads;

/// <summary>Traces in memory, as a file would hold them.</summary>
internal static class CsvTrace
{
    public const string Header = "arrival_s,input_tokens,output_tokens";

    public static Func<Stream> File(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static FileReading<Trace> Read(string text) => TraceFile.Read("t.csv", File(text));

    public static Trace Good(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
