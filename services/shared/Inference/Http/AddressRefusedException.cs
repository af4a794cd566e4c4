namespace Orchestrator.Inference.Http;

/// <summary>A connection was not made, because the address is not one that may be connected to.</summary>
public sealed class AddressRefusedException(string message)
    : HttpRequestException(HttpRequestError.ConnectionError, message);
