namespace OllamaSharp.Models.Exceptions;

/// <summary>The server refused the request (status 400).</summary>
public class OllamaException : Exception
{
    public OllamaException() { }

    public OllamaException(string message)
        : base(message) { }

    public OllamaException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The server reported an error inside a stream of pull, push or create.</summary>
public class ResponseError : OllamaException
{
    public ResponseError() { }

    public ResponseError(string message)
        : base(message) { }

    public ResponseError(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The model cannot use the tools of the request.</summary>
public class ModelDoesNotSupportToolsException : OllamaException
{
    public ModelDoesNotSupportToolsException() { }

    public ModelDoesNotSupportToolsException(string message)
        : base(message) { }

    public ModelDoesNotSupportToolsException(string message, Exception innerException)
        : base(message, innerException) { }
}
