using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>The last line of every Program.</summary>
public static class ServiceRun
{
    /// <summary>The process was asked to stop and did.</summary>
    public const int Stopped = 0;

    /// <summary>It could not start: a taken port, a missing library.</summary>
    public const int CouldNotStart = 1;

    /// <summary>A setting or an argument is wrong.</summary>
    public const int WrongSettings = 2;

    /// <summary>
    /// Runs until the process is asked to stop. What an operator can mend is told in a sentence; a stack trace is left for
    /// what only a developer can.
    /// </summary>
    /// <returns>The exit code of the process.</returns>
    public static int RunService(this WebApplication app)
    {
        try
        {
            app.Run();
            return Stopped;
        }
        catch (OptionsValidationException exception)
        {
            return Tell(string.Join(Environment.NewLine, exception.Failures), WrongSettings);
        }
        catch (IOException exception)
        {
            return Tell(exception.Message, CouldNotStart);
        }
    }

    /// <summary>Says on standard error why the process ends.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Tell(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
