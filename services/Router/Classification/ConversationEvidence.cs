namespace Orchestrator.Router.Classification;

/// <summary>
/// Reads a conversation: the newest user turn decides; where it is silent, the system turn and then the user's earlier
/// turns speak for it ("shorter, please" is about what went before).
/// </summary>
internal static class ConversationEvidence
{
    // A turn above this length stands for itself, however little is recognised in it.
    private const int FollowUpChars = 60;

    // How far back a follow-up may refer.
    private const int EarlierTurns = 4;
    private const double SystemShare = 0.6;
    private const double EarlierShare = 0.8;

    public static ConversationReading Collect(IReadOnlyList<ConversationTurn> turns, int charLimit, double enough)
    {
        var newest = LastUserTurn(turns, turns.Count);
        var prose = ProseExtractor.Extract(newest < 0 ? "" : turns[newest].Text, charLimit);
        var evidence = TextEvidence.Collect(prose);
        if (Heaviest(evidence) < enough)
        {
            AddSystem(turns, charLimit, evidence);
            if (prose.Text.Length <= FollowUpChars)
            {
                AddEarlier(turns, newest, charLimit, enough, evidence);
            }
        }

        return new ConversationReading(evidence, prose, LanguageDetector.Detect(prose.Text, prose.Accents));
    }

    // The persona of a system turn says how to speak, not what about.
    private static void AddSystem(IReadOnlyList<ConversationTurn> turns, int charLimit, List<Evidence> evidence)
    {
        foreach (var turn in turns)
        {
            if (turn.Role == "system")
            {
                var said = TextEvidence.Collect(ProseExtractor.Extract(turn.Text, charLimit));
                evidence.AddRange(
                    said.Where(item => item.Task is not (TaskType.ConversationRoleplay or TaskType.QuestionAnswering))
                        .Select(item => item with { Weight = item.Weight * SystemShare, Text = $"system:{item.Text}" })
                );
                return;
            }
        }
    }

    private static void AddEarlier(
        IReadOnlyList<ConversationTurn> turns,
        int newest,
        int charLimit,
        double enough,
        List<Evidence> evidence
    )
    {
        var place = newest;
        for (var i = 0; i < EarlierTurns && (place = LastUserTurn(turns, place)) >= 0; i++)
        {
            var said = TextEvidence.Collect(ProseExtractor.Extract(turns[place].Text, charLimit));
            if (Heaviest(said) >= enough)
            {
                evidence.AddRange(
                    said.Select(item =>
                        item with
                        {
                            Weight = item.Weight * EarlierShare,
                            Text = $"follow_up:{item.Text}",
                        }
                    )
                );
                return;
            }
        }
    }

    private static int LastUserTurn(IReadOnlyList<ConversationTurn> turns, int before)
    {
        for (var i = Math.Min(before, turns.Count) - 1; i >= 0; i--)
        {
            if (turns[i].Role == "user")
            {
                return i;
            }
        }

        return -1;
    }

    private static double Heaviest(List<Evidence> evidence)
    {
        var sums = new double[TaskNames.Count];
        foreach (var item in evidence)
        {
            sums[(int)item.Task] += item.Weight;
        }

        return sums.Max();
    }
}
