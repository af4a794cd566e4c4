using Orchestrator.AspireProbe;

switch (args)
{
    case ["host", var folder, var stopGrace]:
        await ProbeApplication.RunAsync(folder, stopGrace);
        return 0;
    case ["exit", var code]:
        return int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
    default:
        return await ProbeServer.RunAsync(args);
}
