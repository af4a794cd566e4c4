using System.Net;
using System.Net.Sockets;

namespace Orchestrator.AppHost;

/// <summary>What a person reads on the terminal, in English and Korean.</summary>
internal static class StartReport
{
    /// <param name="wasAsked">Simulated replicas were asked for; nobody has looked for an Ollama.</param>
    public static string Found(Uri? ollama, bool wasAsked) =>
        ollama is null
            ? $"""
                {(wasAsked ? "As asked" : "No Ollama answers on this machine")}: starting three SIMULATED replicas. Their answers are made up.
                {(
                    wasAsked ? "요청에 따라" : "이 컴퓨터에서 Ollama를 찾지 못해"
                )} 시뮬레이션 복제본 세 개를 시작합니다. 답변은 실제 모델의 것이 아닙니다.
                """
            : $"""
                Found Ollama at {ollama}.
                {ollama} 에서 Ollama를 찾았습니다.
                """;

    public static string Ready(Plan plan, Uri gateway, IReadOnlyList<string> models, int replicas) =>
        $$"""

            Ready: {{Layout(plan.Shape)}}, {{replicas}} {{(
                plan.Ollama is null ? "simulated " : ""
            )}}replica(s), {{models.Count}} model(s){{(models.Count > 0 ? ":" : ". Get one with: ollama pull llama3.2")}}
              {{string.Join(", ", models)}}
            준비 완료: {{(
                plan.Shape == Shape.Embedded ? "내장형(단일 프로세스)" : "로컬형(프로세스 다섯 종)"
            )}}. 아래 명령으로 첫 질문을 해 보세요.

              curl -N {{gateway}}v1/chat/completions -H 'content-type: application/json' \
                -d '{"model":"auto","stream":true,"messages":[{"role":"user","content":"안녕하세요! What can you do?"}]}'

            Stop with Ctrl+C. Logs and state: {{plan.Folder}}
            """;

    public static string PortUnusable(int port, SocketError problem) =>
        problem == SocketError.AddressAlreadyInUse
            ? $"""
                Port {port} is in use. Choose another one: dotnet run --project AppHost -- --port {NextTo(port)}
                포트 {port} 을(를) 이미 사용 중입니다. --port 로 다른 포트를 지정하세요.
                """
            : $"""
                Port {port} cannot be used ({problem}). Choose another one: dotnet run --project AppHost -- --port 8080
                포트 {port} 을(를) 사용할 수 없습니다. --port 로 다른 포트를 지정하세요.
                """;

    public static string FolderTaken(string folder) =>
        $"""
            Another AppHost uses the data folder {folder}.
            Stop it, or give this one a folder of its own: --data <folder>, or {DataFolder.Variable}=<folder>
            다른 AppHost 가 데이터 폴더를 사용 중입니다. 중지하거나 --data 로 다른 폴더를 지정하세요.
            """;

    public static string FolderUnusable(string folder, string reason) =>
        $"""
            The data folder {folder} cannot be used: {reason}
            Name another one: --data <folder>, or {DataFolder.Variable}=<folder>
            데이터 폴더를 사용할 수 없습니다. --data 로 다른 폴더를 지정하세요.
            """;

    public static string Ended(string name, string dataFolder) =>
        $"""
            {name} ended by itself; stopping the rest. The reason is above or in {dataFolder}.
            {name} 이(가) 스스로 종료되어 나머지도 멈춥니다.
            """;

    public static string Lost(string name, string dataFolder) =>
        $"""
            {name} ended by itself; the others go on without it. The reason is above or in {dataFolder}.
            {name} 이(가) 스스로 종료되었습니다. 나머지는 계속 실행됩니다.
            """;

    public static string TooSlow(TimeSpan limit, string dataFolder) =>
        $"""
            Not ready after {limit.TotalSeconds} s; stopping. The reason is above or in {dataFolder}.
            {limit.TotalSeconds}초 안에 준비되지 않아 멈춥니다.
            """;

    private static string Layout(Shape shape) =>
        shape == Shape.Embedded
            ? "embedded shape (one process, SQLite, in-memory bus)"
            : "local shape (five services as processes, PostgreSQL, RabbitMQ, Redis)";

    private static int NextTo(int port) => port < IPEndPoint.MaxPort ? port + 1 : port - 1;
}
