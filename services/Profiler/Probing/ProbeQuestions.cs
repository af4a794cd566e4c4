using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace Orchestrator.Profiler.Probing;

/// <summary>The embedded questions. The files are ours, so a broken one is an exception.</summary>
internal static class ProbeQuestions
{
    private const string Prefix = "Profiler.Questions/";
    private const int VersionChars = 12;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<ImmutableArray<ProbeQuestionSet>> _all = new(() => [.. Read()]);

    /// <summary>One set for each task.</summary>
    public static ImmutableArray<ProbeQuestionSet> All => _all.Value;

    public static ImmutableArray<string> Languages { get; } = ["en", "ko"];

    /// <returns>Null for a task without questions.</returns>
    public static ProbeQuestionSet? Of(string task) => All.FirstOrDefault(set => set.Task == task);

    private static IEnumerable<ProbeQuestionSet> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            using var bytes = new MemoryStream();
            using var stream = assembly.GetManifestResourceStream(name);
            stream!.CopyTo(bytes);
            var questions = JsonSerializer.Deserialize<ImmutableArray<ProbeQuestion>>(bytes.ToArray(), _json);
            yield return new ProbeQuestionSet(
                Path.GetFileNameWithoutExtension(name[Prefix.Length..]),
                Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..VersionChars],
                [.. questions.Select(Whole)]
            );
        }
    }

    // The reader leaves a list that is not in the file at its default, whatever the initialiser says.
    private static ProbeQuestion Whole(ProbeQuestion question) =>
        question with
        {
            Accepted = question.Accepted.IsDefault ? [] : question.Accepted,
            Wrong = question.Wrong.IsDefault ? [] : question.Wrong,
        };
}
