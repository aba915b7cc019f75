# The assertions of the dialect, with the results that Pester 5.9 and Pester 6 give. A module of its own, so that a block in front of
# -Throw runs in the test's scope and sees none of these variables.

# Whole: the operator sees all values of the pipeline as one array, else each value by itself.
# Not: what -Not asks where it is more than the opposite of the test (NaN is neither above nor below).
$script:operators = @{
    Be            = @{ Whole = $true; Test = { param($actual, $expected) Test-Same $actual $expected { param($a, $e) $e -eq $a } } }
    BeExactly     = @{ Whole = $true; Test = { param($actual, $expected) Test-Same $actual $expected { param($a, $e) $e -ceq $a } } }
    BeNullOrEmpty = @{ Whole = $true; Test = { param($actual) Test-NullOrEmpty $actual } }
    Contain       = @{ Whole = $true; Test = { param($actual, $expected) $actual -contains $expected } }
    HaveCount     = @{ Whole = $true; Test = { param($actual, $expected) (Get-Count $actual) -eq [int] $expected } }
    BeIn          = @{ Test = { param($actual, $expected) $expected -contains $actual } }
    BeOfType      = @{ Test = { param($actual, $expected) $actual -is (Get-ExpectedType $expected) } }
    BeTrue        = @{ Test = { param($actual) [bool] $actual } }
    BeFalse       = @{ Test = { param($actual) -not $actual } }
    BeLike        = @{ Test = { param($actual, $expected) [bool] ($actual -like $expected) } }
    Match         = @{ Test = { param($actual, $expected) [bool] ($actual -match $expected) } }
    BeGreaterThan = @{
        Test = { param($actual, $expected) -not ($actual -le $expected) }
        Not  = { param($actual, $expected) -not ($actual -gt $expected) }
    }
    BeLessThan    = @{
        Test = { param($actual, $expected) -not ($actual -ge $expected) }
        Not  = { param($actual, $expected) -not ($actual -lt $expected) }
    }
}

function Should {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline)] $ActualValue,
        [Parameter(Position = 0)] $ExpectedValue,
        [switch] $Be, [switch] $BeExactly, [switch] $BeOfType, [switch] $BeLike, [switch] $Match, [switch] $Contain, [switch] $BeIn,
        [switch] $BeGreaterThan, [switch] $BeLessThan, [switch] $HaveCount, [switch] $BeNullOrEmpty, [switch] $BeTrue, [switch] $BeFalse,
        [switch] $Throw, [switch] $Not,
        [string] $ErrorId, [string] $ExpectedMessage, [string] $Because)

    begin { $values = [Collections.Generic.List[psobject]]::new() }

    process { $values.Add($ActualValue) }

    end {
        $reason = if ($Because) { ", because $($Because -replace '^because\s+')" }
        if ($Throw) {
            foreach ($block in $values) {
                $failure = if ($Not) { Get-UnwantedError $block } else { Get-MissingError $block $ErrorId $ExpectedMessage }
                if ($failure) { throw (New-Failure "$failure$reason.") }
            }

            return
        }

        $name = @($PSBoundParameters.Keys | Where-Object { $script:operators.ContainsKey($_) })[0]
        $operator = $script:operators[$name]
        $tests = if ($values.Count -eq 0) { , @(, $null) }
        elseif ($operator.Whole) { , @(, $values.ToArray()) }
        else { , $values.ToArray() }
        foreach ($value in $tests) {
            $passed = if (-not $Not) { & $operator.Test $value $ExpectedValue }
            elseif ($operator.Not) { & $operator.Not $value $ExpectedValue }
            else { -not (& $operator.Test $value $ExpectedValue) }
            if ($passed) { continue }

            $asked = if ($PSBoundParameters.ContainsKey('ExpectedValue')) { " $(Format-Value $ExpectedValue)" }
            throw (New-Failure "Should$(if ($Not) { ' -Not' }) -$name$asked$reason, but got $(Format-Value $value).")
        }
    }
}

function Test-Same($Actual, $Expected, [scriptblock] $Comparer) {
    if ($Expected -is [Collections.IEnumerable] -and $Expected -isnot [string] -and
        $Expected -isnot [Collections.IList] -and $Expected -isnot [Collections.IDictionary]) {
        throw [ArgumentException] 'Pester 5 and 6 compare this collection differently: write @(...) around the expected value.'
    }

    $left = @($Actual)
    $right = @($Expected)
    $leftIsNothing = $left.Count -eq 0 -or ($left.Count -eq 1 -and $null -eq $left[0])
    $rightIsNothing = $right.Count -eq 0 -or ($right.Count -eq 1 -and $null -eq $right[0])
    if ($leftIsNothing -or $rightIsNothing) { return $leftIsNothing -and $rightIsNothing }
    if ($left.Count -ne $right.Count) { return $false }

    for ($i = 0; $i -lt $left.Count; $i++) {
        $same = if ($left[$i] -is [array] -or $right[$i] -is [array]) { Test-Same $left[$i] $right[$i] $Comparer }
        else { & $Comparer $left[$i] $right[$i] }
        if (-not $same) { return $false }
    }

    $true
}

function Test-NullOrEmpty($Actual) {
    if ($null -eq $Actual -or $Actual.Count -eq 0) { return $true }
    if ($Actual.Count -ne 1) { return $false }
    if ($Actual[0] -is [hashtable]) { return $Actual[0].Count -eq 0 }
    [string]::IsNullOrEmpty($Actual[0])
}

function Get-Count($Actual) {
    if ($null -eq $Actual) { 0 } else { $Actual.Count }
}

function Get-ExpectedType($Expected) {
    if ($Expected -isnot [string]) { return $Expected }
    $type = ($Expected -replace '^\[(.*)\]$', '$1') -as [type]
    if (-not $type) { throw [ArgumentException] "There is no type $Expected. Pester 6 compares type names then, Pester 5 refuses." }
    $type
}

function Get-UnwantedError($Block) {
    $caught = Get-ThrownError $Block
    if ($caught) { "Should -Not -Throw, but it threw $(Format-Value $caught.Exception.Message)" }
}

function Get-MissingError($Block, [string] $ErrorId, [string] $ExpectedMessage) {
    $caught = Get-ThrownError $Block
    if (-not $caught) { return 'Should -Throw, but nothing was thrown' }
    if ($caught.Exception -is [Management.Automation.CommandNotFoundException]) {
        return "Should -Throw, but what was thrown is that there is no command $($caught.Exception.CommandName)"
    }

    if ($ErrorId -and $caught.FullyQualifiedErrorId -notlike $ErrorId) {
        return "Should -Throw -ErrorId $(Format-Value $ErrorId), but the id was $(Format-Value $caught.FullyQualifiedErrorId) " +
        "and the message $(Format-Value $caught.Exception.Message)"
    }

    if ($ExpectedMessage -and $caught.Exception.Message -notlike $ExpectedMessage) {
        "Should -Throw -ExpectedMessage $(Format-Value $ExpectedMessage), but the message was $(Format-Value $caught.Exception.Message)"
    }
}

function Get-ThrownError($Block) {
    if ($Block -isnot [scriptblock]) { throw [ArgumentException] 'Should -Throw needs a script block in front of it.' }
    try { do { $null = & $Block } until ($true) } catch { $_ }
}

function New-Failure([string] $Message) {
    [Management.Automation.ErrorRecord]::new([Exception]::new($Message), 'PesterAssertionFailed', 'InvalidResult', $null)
}

function Format-Value($Value) {
    if ($null -eq $Value) { '$null' }
    elseif ($Value -is [string]) { "'$Value'" }
    elseif ($Value -is [bool]) { "`$$Value".ToLowerInvariant() }
    elseif ($Value -is [type]) { "[$Value]" }
    elseif ($Value -is [Collections.IList]) { "@($(@(foreach ($item in $Value) { Format-Value $item }) -join ', '))" }
    else { "$Value" }
}

Export-ModuleMember -Function Should
