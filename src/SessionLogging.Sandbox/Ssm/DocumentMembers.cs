using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Ssm;

/// <summary>What the service model demands of the members of document requests.</summary>
internal static class DocumentMembers
{
    private const string NamePattern = @"^[a-zA-Z0-9_\-.]{3,128}$";

    /// <summary>A name of one's own document, never an ARN.</summary>
    public static readonly MemberRule Name = new("Name") { Required = true, Pattern = NamePattern };

    /// <summary>A name or an ARN.</summary>
    public static readonly MemberRule NameOrArn = new("Name") { Required = true, Pattern = @"^[a-zA-Z0-9_\-.:/]{3,128}$" };

    public static readonly MemberRule Content = new("Content") { Required = true, MinLength = 1 };

    public static readonly MemberRule Version = new("DocumentVersion") { Pattern = "([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)" };

    public static readonly MemberRule VersionNumber = new("DocumentVersion") { Required = true, Pattern = "(^[1-9][0-9]*$)" };

    public static readonly MemberRule VersionName = new("VersionName") { Pattern = @"^[a-zA-Z0-9_\-.]{1,128}$" };

    public static readonly MemberRule Format = new("DocumentFormat") { OneOf = ["YAML", "JSON", "TEXT"] };

    public static readonly MemberRule DisplayName = new("DisplayName") { MaxLength = 1024, Pattern = @"^[\w\.\-\:\/ ]*$" };

    public static readonly MemberRule TargetType = new("TargetType") { MaxLength = 200, Pattern = @"^\/[\w\.\-\:\/]*$" };

    public static readonly MemberRule MaxResults = new("MaxResults") { Range = (1, 50) };

    public static readonly MemberRule Type = new("DocumentType")
    {
        OneOf =
        [
            "Command", "Policy", "Automation", "Session", "Package", "ApplicationConfiguration", "ApplicationConfigurationSchema",
            "DeploymentStrategy", "ChangeCalendar", "Automation.ChangeTemplate", "ProblemAnalysis", "ProblemAnalysisTemplate",
            "CloudFormation", "ConformancePackTemplate", "QuickSetup", "ManualApprovalPolicy", "AutoApprovalPolicy",
        ],
    };
}
