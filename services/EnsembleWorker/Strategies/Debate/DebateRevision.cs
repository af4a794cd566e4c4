using System.Text;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What a member made of the others' positions. Pure.</summary>
/// <param name="Position">What it holds from now on.</param>
/// <param name="Critiques">Of the others' positions.</param>
/// <param name="ConvincedBy">What made it change, in its words.</param>
/// <param name="IsReadable">False when it said nothing that could be read: then it keeps its position.</param>
/// <param name="IsChanged">Whether that is another position than before.</param>
/// <param name="IsExplained">Whether it says why.</param>
internal sealed record DebateRevision(
    DebatePosition Position,
    IReadOnlyList<string> Critiques,
    string ConvincedBy,
    bool IsReadable,
    bool IsChanged,
    bool IsExplained
)
{
    /// <summary>Bytes of the shortest explanation: "none", "n/a" and "nothing" are none; three Korean syllables may be one.</summary>
    private const int ExplanationBytesMin = 8;

    /// <summary>
    /// The conformity guard: who takes another position without saying what was convincing may have followed the majority, and counts
    /// with no more confidence than before. Who had abstained and says nothing counts as unsure.
    /// </summary>
    public static DebateRevision Of(DebatePosition before, string text, bool hasPlan, DebateOptions options)
    {
        if (ModelJson.Find(text) is not { } json || JsonFields.Field(json, "answer") is null)
        {
            return new DebateRevision(before, [], "", IsReadable: false, IsChanged: false, IsExplained: false);
        }

        var said = DebatePosition.Of(json, hasPlan, options);
        var convincedBy = string.Join(' ', DebatePosition.Items(json, "convinced_by", options));
        var isExplained = Encoding.UTF8.GetByteCount(convincedBy) >= ExplanationBytesMin;
        var isChanged = !said.Abstains && DebateGroups.IsAnother(before.Answer, said.Answer, options.SameSimilarity);
        var now = said.Abstains ? before with { Confidence = said.Confidence ?? before.Confidence } : said;
        return new DebateRevision(
            isChanged && !isExplained ? now with { Confidence = Lower(before.Confidence, now.Confidence) } : now,
            DebatePosition.Items(json, "critiques", options),
            convincedBy,
            IsReadable: true,
            isChanged,
            isExplained
        );
    }

    private static double Lower(double? before, double? now) =>
        Math.Min(before ?? DebateWeight.NeutralShare, now ?? DebateWeight.NeutralShare);
}
