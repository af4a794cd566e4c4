namespace Orchestrator.AppHost;

/// <summary>What a person reads about the shape, in English and Korean.</summary>
internal static class ShapeReport
{
    public static string Chosen(ShapeChoice.Chosen choice, bool areContainers) =>
        choice switch
        {
            { Shape: Shape.Local, WasAsked: false } =>
                $"""
                Local shape: five services as processes, with PostgreSQL, RabbitMQ and Redis {(
                    areContainers ? "in containers" : "of this machine, as private instances"
                )}.
                Faster to start, and with state that stays: --mode embedded
                로컬형: 서비스 다섯 개가 각각의 프로세스로 실행됩니다. 단일 프로세스로 시작하려면 --mode embedded
                """,
            { Shape: Shape.Local } => "Local shape, as asked. / 로컬형",
            { WasAsked: false } =>
                $"""
                Embedded shape: everything in one process, because {string.Join(
                    ", ",
                    choice.Missing
                )} cannot be found on this machine.
                내장형: 필요한 서버가 설치되어 있지 않아 단일 프로세스로 시작합니다.
                """,
            _ => "Embedded shape, as asked. / 내장형",
        };

    public static string Impossible(IReadOnlyList<string> missing) =>
        $"""
            --mode local needs {string.Join(", ", missing)}. On Debian and Ubuntu: bash eng/install-servers.sh
            Without them: --mode embedded
            로컬형에 필요한 서버가 없습니다: {string.Join(", ", missing)}. 없이 시작하려면 --mode embedded
            """;
}
