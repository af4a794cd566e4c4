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

    public static RequestReading Collect(ClassificationRequest request, int charLimit, double enough)
    {
        var turns = request.Turns;
        var newest = LastUserTurn(turns, turns.Count);
        var prose = ProseExtractor.Extract(newest < 0 ? "" : turns[newest].Text, charLimit);
        var evidence = TextEvidence.Collect(prose);
        Prose? earlier = null;
        if (Heaviest(evidence) < enough)
        {
            AddSystem(turns, charLimit, evidence);
            if (prose.Text.Length <= FollowUpChars)
            {
                earlier = AddEarlier(turns, newest, charLimit, enough, evidence);
            }
        }

        return new RequestReading(
            evidence,
            prose,
            LanguageDetector.Detect(prose.Text, prose.Accents),
            earlier,
            CountUser(turns),
            HasSystem(turns),
            request.ImageCount > 0,
            request.WantsJson
        );
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
                        .Select(item => item with { Weight = item.Weight * SystemShare, Origin = Evidence.System })
                );
                return;
            }
        }
    }

    /// <returns>The nearest earlier turn of the user that says what it is about, or else the one just before.</returns>
    private static Prose? AddEarlier(
        IReadOnlyList<ConversationTurn> turns,
        int newest,
        int charLimit,
        double enough,
        List<Evidence> evidence
    )
    {
        Prose? before = null;
        var place = newest;
        for (var i = 0; i < EarlierTurns && (place = LastUserTurn(turns, place)) >= 0; i++)
        {
            var prose = ProseExtractor.Extract(turns[place].Text, charLimit);
            var said = TextEvidence.Collect(prose);
            before ??= prose;
            if (Heaviest(said) >= enough)
            {
                evidence.AddRange(
                    said.Select(item => item with { Weight = item.Weight * EarlierShare, Origin = Evidence.FollowUp })
                );
                return prose;
            }
        }

        return before;
    }

    private static int CountUser(IReadOnlyList<ConversationTurn> turns)
    {
        var count = 0;
        for (var i = 0; i < turns.Count; i++)
        {
            count += turns[i].Role == "user" ? 1 : 0;
        }

        return count;
    }

    private static bool HasSystem(IReadOnlyList<ConversationTurn> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == "system")
            {
                return true;
            }
        }

        return false;
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
        Span<double> sums = stackalloc double[TaskNames.Count];
        double heaviest = 0;
        foreach (var item in evidence)
        {
            heaviest = Math.Max(heaviest, sums[(int)item.Task] += item.Weight);
        }

        return heaviest;
    }
}
