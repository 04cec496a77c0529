#!/usr/bin/env ruby
# frozen_string_literal: true

# A plugin for ORCA in Ruby, through the C interface: takes a prescription from ORCA
# (処方せん印刷, /api01rv2/prescriptionv2), makes records of it and signs them.
#
#   orca_plugin.rb --url http://127.0.0.1:8000 --user ormaster --password-file secret \
#     --patient 00110 --invoice 372 --usages usages.json --department 内科 \
#     --key doctor.pk8 --cert doctor.cer [--prefix /api] [--doctor 医師名] [--set Rp.1.Count=14] \
#     [--anchor FILE] [--intermediate FILE] [--at TIME] -o rx.xml
#
# usages.json has the code of the 電子処方箋用法マスタ for each 用法コード of ORCA:
#   {"001000101": {"code": "1011000090000000", "name": "１日１回就寝前　服用", "times_per_day": 1}}
#
# Everything that ORCA does not give is told at once, with where to get it. SHOHOSEN_LIBRARY names the
# library where the loader does not find it.

require "fiddle"
require "fiddle/import"
require "json"
require "optparse"

# The C interface, as far as it is needed here.
module Shohosen
  extend Fiddle::Importer
  dlload ENV.fetch("SHOHOSEN_LIBRARY", "libshohosen.so.1")

  ABI_VERSION = 1
  JAPANESE = 1

  # A call that failed, with the stable code of its first reason.
  class Error < StandardError
    attr_reader :code

    def initialize(code, message)
      @code = code
      super(message)
    end

    # Whether ORCA lacks something, or cannot be read: as the command has it, 65; else 1.
    def exit_code
      code.start_with?("orca.", "records.") ? 65 : 1
    end
  end

  [
    "int shohosen_check_abi(unsigned int, void*)",
    "const char* shohosen_error_code(void*, void*)",
    "void* shohosen_error_findings(void*)",
    "void shohosen_error_free(void*)",
    "const char* shohosen_findings_code(void*, size_t, void*)",
    "size_t shohosen_findings_count(void*)",
    "const char* shohosen_findings_message(void*, size_t, int, void*)",
    "const char* shohosen_findings_remedy(void*, size_t, int, void*)",
    "void shohosen_key_free(void*)",
    "int shohosen_key_from_pem_or_der(void*, size_t, void*, size_t, void*, void*)",
    "void* shohosen_octets_data(void*, void*)",
    "void shohosen_octets_free(void*)",
    "int shohosen_orca_fetch(void*, size_t, void*, size_t, void*, size_t, void*, size_t, unsigned int, " \
      "void*, size_t, void*, void*)",
    "int shohosen_orca_records(void*, size_t, void*, size_t, void*, void*, void*)",
    "const char* shohosen_report_json(void*, void*)",
    "void* shohosen_signed_document(void*, void*)",
    "void shohosen_signed_free(void*)",
    "void* shohosen_signed_report(void*)",
    "void shohosen_signer_free(void*)",
    "int shohosen_signer_new(void*, void*, void*, void*)",
    "int shohosen_signer_sign_prescription(void*, void*, void*, size_t, long long, void*, void*)",
    "int shohosen_time_parse(void*, size_t, void*, void*)",
    "int shohosen_trust_store_add_anchor(void*, void*, size_t, void*)",
    "int shohosen_trust_store_add_intermediates(void*, void*, size_t, void*)",
    "void shohosen_trust_store_free(void*)",
    "int shohosen_trust_store_new(void*, void*)"
  ].each { |declaration| extern declaration }

  module_function

  # Room for one pointer or number that a call fills, freed by Ruby.
  def cell
    Fiddle::Pointer.malloc(8, Fiddle::RUBY_FREE).tap { |cell| cell[0, 8] = "\0" * 8 }
  end

  # Octets or text that an object lends, copied.
  def text(name, *arguments)
    length = cell
    start = send(name, *arguments, length)
    start.null? ? nil : start[0, length[0, 8].unpack1("J")]
  end

  def utf8(name, *arguments)
    text(name, *arguments)&.force_encoding("UTF-8")
  end

  # Makes a call and raises what went wrong: every reason, a line each, with what to do about it.
  def call(name, *arguments)
    cell = self.cell
    return if send(name, *arguments, cell).zero?

    error = cell.ptr
    begin
      findings = shohosen_error_findings(error)
      lines = (0...shohosen_findings_count(findings)).map do |index|
        remedy = utf8(:shohosen_findings_remedy, findings, index, JAPANESE)
        "#{utf8(:shohosen_findings_message, findings, index, JAPANESE)} " \
          "[#{utf8(:shohosen_findings_code, findings, index)}]\n  → #{remedy}"
      end
      raise Error.new(utf8(:shohosen_error_code, error), lines.join("\n"))
    ensure
      shohosen_error_free(error)
    end
  end

  # Makes an object, and frees it when the block is done.
  def with(name, free, *arguments)
    out = cell
    call(name, *arguments, out)
    begin
      yield out.ptr
    ensure
      send(free, out.ptr)
    end
  end

  # The octets that a call makes.
  def made(name, *arguments)
    with(name, :shohosen_octets_free, *arguments) { |octets| text(:shohosen_octets_data, octets) }
  end

  # A string as pointer and length.
  def octets(string)
    [string, string.bytesize]
  end

  # A ShohosenFile: name and data, each with its length.
  def file(name, data)
    [Fiddle::Pointer[name].to_i, name.bytesize, Fiddle::Pointer[data].to_i, data.bytesize].pack("J4")
  end

  # Seconds since 1970 of a time in RFC 3339.
  def time(string)
    out = cell
    call(:shohosen_time_parse, *octets(string), out)
    out[0, 8].unpack1("q")
  end
end

# The answer of ORCA, as JSON.
def fetch(options)
  password = File.read(options.fetch(:password_file)).lines[0].to_s.chomp
  request = JSON.generate(request: "prescription", patient: options.fetch(:patient), invoice: options.fetch(:invoice))
  texts = [options.fetch(:url), options.fetch(:prefix, ""), options.fetch(:user), password]
  Shohosen.made(:shohosen_orca_fetch, *texts.flat_map { |text| Shohosen.octets(text) }, 0, *Shohosen.octets(request))
end

# The records of an answer, checked.
def records(answer, options)
  given = { usages: JSON.parse(File.read(options.fetch(:usages), encoding: "UTF-8")),
            department_name: options.fetch(:department, ""), doctor_name: options.fetch(:doctor, ""),
            overrides: options[:set] }
  name = "prescription"
  Shohosen.made(:shohosen_orca_records, Shohosen.file(name, answer), 1,
                *Shohosen.octets(JSON.generate(given)), nil)
end

def sign(records, options)
  at = options[:at] ? Shohosen.time(options[:at]) : Time.now.to_i
  Shohosen.with(:shohosen_trust_store_new, :shohosen_trust_store_free) do |trust|
    options[:anchor].each do |path|
      Shohosen.call(:shohosen_trust_store_add_anchor, trust, *Shohosen.octets(File.binread(path)))
    end
    options[:intermediate].each do |path|
      Shohosen.call(:shohosen_trust_store_add_intermediates, trust, *Shohosen.octets(File.binread(path)))
    end
    key = Shohosen.octets(File.binread(options.fetch(:key)))
    certificate = Shohosen.octets(File.binread(options.fetch(:cert)))
    Shohosen.with(:shohosen_signer_new, :shohosen_signer_free, trust, nil) do |signer|
      Shohosen.with(:shohosen_key_from_pem_or_der, :shohosen_key_free, *key, *certificate) do |holder|
        Shohosen.with(:shohosen_signer_sign_prescription, :shohosen_signed_free, signer, holder,
                      *Shohosen.octets(records), at) do |signed|
          [Shohosen.text(:shohosen_signed_document, signed),
           Shohosen.utf8(:shohosen_report_json, Shohosen.shohosen_signed_report(signed))]
        end
      end
    end
  end
end

def options(arguments)
  given = { anchor: [], intermediate: [], set: {} }
  parser = OptionParser.new
  %w[url prefix user password-file patient invoice usages department doctor key cert at].each do |name|
    parser.on("--#{name} VALUE") { |value| given[name.tr("-", "_").to_sym] = value }
  end
  %i[anchor intermediate].each { |name| parser.on("--#{name} FILE") { |file| given[name] << file } }
  parser.on("--set PATH=VALUE") { |set| given[:set].store(*set.split("=", 2)) }
  parser.on("-o", "--output FILE") { |file| given[:output] = file }
  parser.parse!(arguments)
  given
end

def main(arguments)
  Shohosen.call(:shohosen_check_abi, Shohosen::ABI_VERSION)
  options = options(arguments)
  document, report = sign(records(fetch(options), options), options)
  File.binwrite(options.fetch(:output), document)
  puts report
  0
rescue KeyError => e
  warn e.message
  65
rescue Shohosen::Error => e
  warn e.message
  e.exit_code
end

exit main(ARGV) if $PROGRAM_NAME == __FILE__
