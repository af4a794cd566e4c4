using System.Globalization;
using System.Text;

namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>
/// A few calls that show a model's speed on a replica when nobody has used it there yet. The owner measures them like
/// any other call, so the figures reach the profile by the same way. A second slot cannot be found like this, because an
/// owner admits one probe at a time; it is inferred from the service times of real work.
/// </summary>
internal static class SpeedProbe
{
    public const int DecodeTokens = 96;
    private const int PrefillTokens = 4;

    /// <summary>About 1,500 tokens for most vocabularies.</summary>
    private const int PrefillLines = 90;

    public static int TokensMax(SpeedStage stage) => stage == SpeedStage.Prefill ? PrefillTokens : DecodeTokens;

    /// <param name="salt">Differs from call to call, so that no prompt cache answers in the model's place.</param>
    public static string Prompt(SpeedStage stage, int salt) =>
        stage == SpeedStage.Prefill
            ? Long(salt)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"List {salt % 900 + 100} plain English nouns, one per line, without numbers and without any other words."
            );

    private static string Long(int salt)
    {
        var random = new Random(salt);
        var text = new StringBuilder("Read this list of goods and then write only the word done.\n");
        for (var line = 0; line < PrefillLines; line++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Crate {random.Next(10_000)}: {random.Next(100)} lamps, {random.Next(100)} chairs, shelf {random.Next(50)}.\n"
            );
        }

        return text.ToString();
    }
}
