using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>A shuffled order that only depends on the seed and on what is ordered, so it survives restarts.</summary>
internal static class QuestionOrder
{
    public static IEnumerable<ProbeQuestion> Shuffled(IEnumerable<ProbeQuestion> questions, string digest, int seed) =>
        questions.OrderBy(question => Place(question.Id, digest, seed));

    public static ulong Place(string what, string digest, int seed) =>
        BinaryPrimitives.ReadUInt64LittleEndian(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}|{digest}|{what}"))
            )
        );
}
