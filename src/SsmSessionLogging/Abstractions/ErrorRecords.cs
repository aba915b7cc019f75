using System.Management.Automation;
using SessionLogging;

namespace SsmSessionLogging.Abstractions;

/// <summary>The one place where a failure becomes what PowerShell shows.</summary>
internal static class ErrorRecords
{
    // From PowerShell 7.5 on the engine shows the recommended action below the message; before it nobody would see it.
    private static readonly bool EngineShowsAdvice = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    internal static ErrorRecord From(SessionLoggingException failure, object? target = null)
    {
        var record = new ErrorRecord(failure, failure.ErrorId, CategoryOf(failure.Category), failure.Subject ?? target);
        var advice = failure.RecommendedAction;
        record.ErrorDetails = new ErrorDetails(advice is null || EngineShowsAdvice ? failure.Message : $"{failure.Message} {advice}")
        {
            RecommendedAction = advice ?? "",
        };
        return record;
    }

    /// <summary>A file that cannot be read or written.</summary>
    internal static ErrorRecord FromFile(Exception failure) => new(
        failure,
        "FileFailed",
        failure is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.ResourceUnavailable,
        targetObject: null);

    private static ErrorCategory CategoryOf(FailureCategory category) => category switch
    {
        FailureCategory.InvalidInput => ErrorCategory.InvalidArgument,
        FailureCategory.InvalidData => ErrorCategory.InvalidData,
        FailureCategory.Denied => ErrorCategory.PermissionDenied,
        FailureCategory.NotFound => ErrorCategory.ObjectNotFound,
        FailureCategory.Conflict => ErrorCategory.ResourceExists,
        FailureCategory.Throttled => ErrorCategory.LimitsExceeded,
        FailureCategory.Unreachable => ErrorCategory.ConnectionError,
        FailureCategory.Timeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidOperation,
    };
}
