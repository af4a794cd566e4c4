using Google.Protobuf.Reflection;
using Grpc.Core;
using Orchestrator.ServiceDefaults.ReflectionV1;
using static Orchestrator.ServiceDefaults.ReflectionV1.ServerReflectionRequest;

namespace Orchestrator.ServiceDefaults;

/// <summary>One request, one answer. Pure but for the index.</summary>
internal sealed class ReflectionAnswers(ReflectionIndex index)
{
    public ServerReflectionResponse To(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse();
                response.ListServicesResponse.Service.Add(
                    index.ServiceNames.Select(name => new ServiceResponse { Name = name })
                );
                break;
            case MessageRequestOneofCase.FileByFilename:
                AddFiles(response, index.FileNamed(request.FileByFilename), "No such file.");
                break;
            case MessageRequestOneofCase.FileContainingSymbol:
                AddFiles(response, index.FileDeclaring(request.FileContainingSymbol), "No such symbol.");
                break;
            case MessageRequestOneofCase.AllExtensionNumbersOfType:
                AddExtensions(response, request.AllExtensionNumbersOfType);
                break;
            case MessageRequestOneofCase.FileContainingExtension:
                AddError(response, StatusCode.NotFound, "No such extension.");
                break;
            default:
                AddError(response, StatusCode.InvalidArgument, "The request asks nothing that is known here.");
                break;
        }

        return response;
    }

    private static void AddFiles(ServerReflectionResponse response, IReadOnlyList<FileDescriptor> files, string none)
    {
        if (files.Count == 0)
        {
            AddError(response, StatusCode.NotFound, none);
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse();
        response.FileDescriptorResponse.FileDescriptorProto.Add(files.Select(file => file.SerializedData));
    }

    // proto3 has no extensions of messages, so a known type has none.
    private void AddExtensions(ServerReflectionResponse response, string type)
    {
        if (index.FileDeclaring(type).Count == 0)
        {
            AddError(response, StatusCode.NotFound, "No such type.");
            return;
        }

        response.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type };
    }

    private static void AddError(ServerReflectionResponse response, StatusCode code, string message) =>
        response.ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message };
}
