namespace Orchestrator.Router.Classification.Tiers;

/// <summary>What people write when they want a task done, Korean and English; own sentences.</summary>
internal static class TaskExamples
{
    private static readonly (TaskType Task, string[] Texts)[] _texts =
    [
        (
            TaskType.Code,
            [
                "Write a Python function that merges two sorted lists.",
                "Why does this loop throw an index out of range exception?",
                "Refactor this class so that it no longer needs the global variable.",
                "Add unit tests for the date parser.",
                "자바스크립트로 배열에서 중복을 없애는 함수를 짜줘",
                "이 SQL 쿼리가 왜 느린지 보고 고쳐줘",
                "스프링 부트에서 컨트롤러를 어떻게 만드는지 코드로 보여줘",
                "컴파일 오류가 나는데 어디가 잘못됐는지 찾아줘",
            ]
        ),
        (
            TaskType.Math,
            [
                "Solve x^2 - 5x + 6 = 0 for x.",
                "What is the derivative of sin(3x) times e^x?",
                "A shirt costs 40 dollars after 20 percent off; what did it cost before?",
                "Find the probability of two sixes in four throws of a die.",
                "이차방정식의 근을 구하는 과정을 써줘",
                "반지름이 7인 원의 넓이는 얼마야?",
                "두 행렬의 곱을 계산해줘",
                "1부터 100까지 홀수의 합을 구해줘",
            ]
        ),
        (
            TaskType.Reasoning,
            [
                "Three boxes are labelled wrongly; which one do I open to find out what is in all?",
                "If all A are B and some B are C, does it follow that some A are C?",
                "Who of the four neighbours owns the cat, given these clues?",
                "Find the flaw in this argument.",
                "다음 단서로 범인이 누구인지 논리적으로 추론해줘",
                "이 주장의 전제와 결론이 서로 맞는지 따져줘",
                "늑대와 염소와 양배추를 강 건너로 옮기는 방법은?",
                "다음 수열의 규칙을 찾고 그 이유를 설명해줘",
            ]
        ),
        (
            TaskType.Translation,
            [
                "Translate this paragraph into Korean.",
                "How do you say 'nice to meet you' in Japanese?",
                "Put the following email into polite English.",
                "What is the French for 'railway station'?",
                "다음 문장을 영어로 번역해줘",
                "이 계약서를 자연스러운 한국어로 옮겨줘",
                "'수고하셨습니다'를 영어로 뭐라고 해?",
                "아래 중국어 기사를 우리말로 바꿔줘",
            ]
        ),
        (
            TaskType.CreativeWriting,
            [
                "Write a short story about a lighthouse keeper who is afraid of the dark.",
                "A poem about autumn rain, please, with rhymes.",
                "Come up with a slogan for a small bakery.",
                "Draft a farewell speech for a colleague, warm and a little funny.",
                "가을 바다를 주제로 시를 한 편 써줘",
                "할머니와 손녀가 나오는 짧은 동화를 지어줘",
                "새로 연 카페의 홍보 문구를 만들어줘",
                "주인공이 시간을 거슬러 가는 소설의 첫 장면을 써줘",
            ]
        ),
        (
            TaskType.SummarizationExtraction,
            [
                "Summarize this article in three sentences.",
                "List all names and dates that occur in the text below.",
                "What are the key points of these meeting notes?",
                "Pull the invoice number and the total out of this mail as JSON.",
                "이 보고서를 다섯 줄로 요약해줘",
                "다음 글에서 회사 이름과 금액만 뽑아줘",
                "회의록의 핵심 내용을 정리해줘",
                "아래 후기에서 장점과 단점을 표로 정리해줘",
            ]
        ),
        (
            TaskType.QuestionAnswering,
            [
                "Which river flows through Budapest?",
                "How does a heat pump work?",
                "When was the printing press invented, and by whom?",
                "What is the difference between a virus and a bacterium?",
                "세종대왕은 언제 한글을 만들었어?",
                "블랙홀이 뭐야?",
                "연말정산은 어떻게 하는 거야?",
                "비타민 D가 부족하면 어떤 증상이 있어?",
            ]
        ),
        (
            TaskType.ConversationRoleplay,
            [
                "Hi there, how are you today?",
                "I had a rough day at work and just want to talk.",
                "Pretend you are a pirate and answer me like one.",
                "Thanks, that was really nice of you!",
                "안녕, 오늘 기분이 어때?",
                "요즘 너무 외로워서 이야기할 사람이 필요해",
                "너는 이제부터 조선 시대 선비야, 그렇게 대답해줘",
                "고마워, 덕분에 웃었어",
            ]
        ),
        (
            TaskType.ToolAgentic,
            [
                "Look up tomorrow's weather in Busan and put a reminder into my calendar.",
                "Search the web for the cheapest flight and book it.",
                "Open the log file on the server, find the error and restart the service.",
                "Send a message to the team channel when the build is done.",
                "지금 환율을 검색해서 100달러가 얼마인지 알려줘",
                "내 메일함에서 어제 온 견적서를 찾아 답장을 보내줘",
                "이 폴더의 파일 이름을 모두 바꾸고 결과를 알려줘",
                "회의실을 예약하고 참석자들에게 초대를 보내줘",
            ]
        ),
        (
            TaskType.Planning,
            [
                "Plan a four-day trip to Kyoto with two children.",
                "Make a study schedule for the eight weeks before my exam.",
                "What steps and milestones does moving our office need?",
                "Draw up a training plan for my first marathon.",
                "제주도 2박 3일 여행 일정을 짜줘",
                "신제품 출시까지의 단계별 로드맵을 만들어줘",
                "한 달 동안 5킬로를 빼는 식단과 운동 계획을 세워줘",
                "이사 준비를 주별로 나누어 계획해줘",
            ]
        ),
    ];

    public static IReadOnlyList<TaskExample> All { get; } =
    [.. _texts.SelectMany(group => group.Texts.Select(text => new TaskExample(group.Task, text)))];

    /// <summary>Places in <see cref="All"/>, in the order of <see cref="TaskType"/>.</summary>
    public static IReadOnlyList<int[]> ByTask { get; } =
    [
        .. Enum.GetValues<TaskType>()
            .Select(task => Enumerable.Range(0, All.Count).Where(i => All[i].Task == task).ToArray()),
    ];
}

internal sealed record TaskExample(TaskType Task, string Text);
