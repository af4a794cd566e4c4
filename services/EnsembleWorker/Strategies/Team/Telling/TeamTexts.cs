using System.Globalization;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Telling;

/// <summary>What a team says to its user in its own words, in the language of the run. Pure.</summary>
internal abstract class TeamTexts
{
    private static readonly TeamTexts _english = new English();
    private static readonly TeamTexts _korean = new Korean();

    /// <param name="language">Of the request, as the router has found it.</param>
    public static TeamTexts Of(string language) => RunLanguage.IsKorean(language) ? _korean : _english;

    /// <summary>Stands in every result: no member can run anything.</summary>
    public abstract string NotExecuted { get; }

    /// <summary>Where the lead has a question and no words for it.</summary>
    public abstract string WhatElse { get; }

    public abstract string TurnsUsed(int turns);

    public abstract string UnknownRole(string name, IEnumerable<string> known);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"@{name}"));

    private sealed class English : TeamTexts
    {
        public override string NotExecuted =>
            "Note: nothing was executed. No test was run and nothing was committed; the team can only write text so far.";

        public override string WhatElse => "What else does the team need to know to go on?";

        public override string TurnsUsed(int turns) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"The team has used {turns} turns without finishing. Should it go on, and what matters most?"
            );

        public override string UnknownRole(string name, IEnumerable<string> known) =>
            $"There is no role @{name} in this team. Known roles: {Listed(known)}.";
    }

    private sealed class Korean : TeamTexts
    {
        public override string NotExecuted =>
            "참고: 실제로 실행된 것은 없습니다. 테스트도 커밋도 하지 않았으며, 팀은 아직 글만 쓸 수 있습니다.";

        public override string WhatElse => "계속하려면 팀이 무엇을 더 알아야 하나요?";

        public override string TurnsUsed(int turns) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"팀이 {turns}턴을 썼지만 아직 끝내지 못했습니다. 계속할까요? 무엇이 가장 중요한가요?"
            );

        public override string UnknownRole(string name, IEnumerable<string> known) =>
            $"이 팀에는 @{name} 역할이 없습니다. 사용할 수 있는 역할: {Listed(known)}.";
    }
}
