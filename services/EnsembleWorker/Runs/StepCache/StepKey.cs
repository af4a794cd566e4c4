using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Steps;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.StepCache;

/// <summary>What makes two steps the same. Pure.</summary>
internal static class StepKey
{
    private const string Always = "repeatable";

    /// <param name="run">Whose step it is.</param>
    /// <param name="order">The step.</param>
    /// <param name="sampled">Take also steps whose answer may differ each time.</param>
    /// <returns>Null for a step whose answer may not be used again.</returns>
    public static string? Of(StartRunRequest run, StepOrder order, bool sampled)
    {
        var sampling = StepQuestions.SamplingOf(run, order);
        var isRepeatable = sampling.HasSeed || sampling is { HasTemperature: true, Temperature: 0 };
        if (!isRepeatable && !sampled)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Members of one run that are sampled from the same model are to differ: there the name belongs to it.
        Append(hash, isRepeatable ? Always : order.Name);
        Append(hash, run.Tenant);
        Append(hash, order.Model.ToLowerInvariant());
        Append(hash, order.JsonSchema ?? "");
        Append(hash, sampling.ToByteArray());
        foreach (var message in order.Messages)
        {
            Append(hash, message.ToByteArray());
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    // With its length, so that two parts never read as one.
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
