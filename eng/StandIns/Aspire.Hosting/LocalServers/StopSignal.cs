namespace Aspire.Hosting.LocalServers;

/// <summary>Numbers as on Linux and macOS.</summary>
internal enum StopSignal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}
